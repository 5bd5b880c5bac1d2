"""The software of the OCOP programme (Mỗi xã một sản phẩm)."""
