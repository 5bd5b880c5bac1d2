// Reads QR codes from the camera and from pictures: the browser's own reader, else a library.

const PAUSE = 180;

let reader;

function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = () => reject(new Error(address));
    document.head.append(script);
  });
}

async function ownReader() {
  const formats = (await window.BarcodeDetector?.getSupportedFormats()) ?? [];
  if (!formats.includes("qr_code")) return null;
  const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
  return async (picture) => (await detector.detect(picture)).map((found) => found.rawValue);
}

async function libraryReader(files) {
  await loadScript(files.reader);
  const library = window.ZXingWASM;
  library.prepareZXingModule({ overrides: { locateFile: () => files.wasm } });
  return async (picture) => {
    const found = await library.readBarcodes(pixelsOf(picture), { formats: ["QRCode"] });
    return found.filter((each) => each.isValid).map((each) => each.text);
  };
}

const canvas = document.createElement("canvas");

function pixelsOf(picture) {
  const width = picture.videoWidth || picture.width;
  const height = picture.videoHeight || picture.height;
  canvas.width = width;
  canvas.height = height;
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  drawing.drawImage(picture, 0, 0);
  return drawing.getImageData(0, 0, width, height);
}

async function read(picture, files) {
  reader ??= ownReader().then((own) => own ?? libraryReader(files));
  return (await reader)(picture);
}

// The texts of every QR in a picture a person chose.
export async function readPicture(file, files) {
  const picture = await createImageBitmap(file);
  try {
    return await read(picture, files);
  } finally {
    picture.close();
  }
}

// Shows the camera in `video` and tells `found` every text seen, until the answer is called.
export async function watchCamera(video, files, found) {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: "environment", width: { ideal: 1280 } },
  });
  video.srcObject = stream;
  await video.play();
  let running = true;
  const look = async () => {
    if (!running) return;
    if (video.readyState >= 2) for (const text of await read(video, files)) found(text);
    setTimeout(look, PAUSE);
  };
  look();
  return () => {
    running = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}
