"""Who writes the sample register, as the chain of acts remembers it."""

from ocop.kernel.audit import Actor

ACTOR = Actor(id="", label="Dữ liệu mẫu")
