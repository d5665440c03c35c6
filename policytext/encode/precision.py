"""Arithmetic of bulk encoding: float32, or bfloat16 in the matrix products where the processor has units for it.

Only the products of linear layers are made in bfloat16 (8 bits of mantissa, sums in float32); what runs between them,
norms and attention stay in float32. docs/adr/0024 has the figures and what else was tried.
"""

from enum import StrEnum
from typing import Any

from policytext.errors import ConfigError


class Precision(StrEnum):
    """How products of matrices are made; AUTO is bfloat16 where that is fast, else float32."""

    AUTO = "auto"
    FLOAT32 = "float32"
    BFLOAT16 = "bfloat16"


def choose_precision(asked: Precision, *, on_gpu: bool) -> Precision:
    """What to work in: AUTO decided by the machine.

    Raises:
        ConfigError: bfloat16 was asked for on a GPU, which works in float32 here.
    """
    if asked is Precision.BFLOAT16 and on_gpu:
        raise ConfigError("bfloat16 is for processors; the GPU here works in float32", "leave --precision out")
    if asked is Precision.AUTO:
        return Precision.BFLOAT16 if not on_gpu and has_bfloat16_units() else Precision.FLOAT32
    return asked


def has_bfloat16_units() -> bool:
    """Whether the processor multiplies tiles of bfloat16 (Intel's AMX).

    Without such units bfloat16 is emulated, several times slower than float32.
    """
    import torch  # noqa: PLC0415 (seconds)

    # Without an underscore in no release so far; one that lacks it works in float32.
    found = getattr(torch.cpu, "_is_amx_tile_supported", None)
    return bool(found is not None and found())


def quicken(module: Any) -> None:  # Any: torch's classes are imported in functions only
    """Let all linear layers below a module multiply in bfloat16; what they take and give stays float32.

    Layers are known by `weight` of shape (outputs, inputs) and `bias`: torch's own, and those of
    `policytext.adapters.layers` once their updates are merged. `state_dict` still gives the weights in float32.
    """
    for name, child in list(module.named_children()):
        if _is_linear(child):
            setattr(module, name, _quick_linear(child))
        else:
            quicken(child)


def _is_linear(module: Any) -> bool:
    import torch  # noqa: PLC0415 (seconds)

    return isinstance(module, torch.nn.Linear) or getattr(module, "is_merged", False)


def _quick_linear(linear: Any) -> Any:
    import torch  # noqa: PLC0415 (seconds)
    from torch.nn import functional  # noqa: PLC0415 (the same)

    class QuickLinear(torch.nn.Module):
        """A linear layer that multiplies in bfloat16."""

        def __init__(self) -> None:
            super().__init__()
            # Kept for those who take layers over as they are (`layer_weights`).
            self.register_buffer("weight", linear.weight.detach())
            self.register_buffer("bias", linear.bias.detach())
            self._half_weight = linear.weight.detach().bfloat16()
            self._half_bias = linear.bias.detach().bfloat16()

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            """Shape (..., inputs) to (..., outputs), float32."""
            return functional.linear(x.bfloat16(), self._half_weight, self._half_bias).float()

    return QuickLinear()
