"""Trained networks as the files that ship: ONNX with fused attention, weights in 8 or 4 bits."""

from __future__ import annotations

import lzma
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, MatMulNBitsQuantizer
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import nn

from claimgraph.encoder import judge
from claimgraph.encoder.pieces import WIDTH
from claimgraph.training.judging import Upper
from claimgraph.training.network import ATTENTION_HEADS, Base, Network

FILE = "tagger.onnx"
Quantize = Callable[[Path, Path], None]


def export(network: Network, folder: Path) -> None:
    """Write the network of names, statements and counts into a folder."""
    _write(network, ("embeddings",), ("columns", "states"), folder / FILE)


def export_judge(lower: Base, upper: Upper, folder: Path) -> None:
    """Write the two parts of the judge of pairs into a folder, compressed."""
    with tempfile.TemporaryDirectory() as scratch:
        first, second = Path(scratch) / "lower.onnx", Path(scratch) / "upper.onnx"
        _write(lower, ("embeddings",), ("states",), first, quantize=_four_bits)
        _write(upper, ("states", "second"), ("scores",), second)
        (folder / judge.LOWER).write_bytes(lzma.compress(first.read_bytes()))
        (folder / judge.UPPER).write_bytes(lzma.compress(second.read_bytes()))


def _eight_bits(plain: Path, path: Path) -> None:
    # 7 bits a weight: sums of products of 8 bits overflow on processors without VNNI.
    quantize_dynamic(
        plain, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Attention", "Gemm"],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )  # fmt: skip


def _four_bits(plain: Path, path: Path) -> None:
    """Write weights as they came: the base is packed in blocks of 32 weights of 4 bits."""
    blocks = DefaultWeightOnlyQuantConfig(block_size=32, is_symmetric=True, accuracy_level=4, bits=4)
    quantizer = MatMulNBitsQuantizer(onnx.load(plain), algo_config=blocks)
    quantizer.process()
    quantizer.model.save_model_to_file(str(path))


def _write(
    network: nn.Module, inputs: Sequence[str], outputs: Sequence[str], path: Path, quantize: Quantize = _eight_bits
) -> None:
    network.eval()
    example = (torch.zeros(1, 32, WIDTH), torch.arange(32)[None] // 16 * 1.0)
    with tempfile.TemporaryDirectory() as scratch:
        plain, fused = Path(scratch) / "plain.onnx", Path(scratch) / "fused.onnx"
        torch.onnx.export(
            network, example[: len(inputs)], str(plain), dynamo=False, opset_version=17,
            input_names=[*inputs], output_names=[*outputs],
            dynamic_axes={name: {1: "pieces"} for name in (*inputs, *outputs) if name != "scores"},
        )  # fmt: skip
        fusion = FusionOptions("bert")
        fusion.enable_embed_layer_norm = False
        # Fused attention takes weights of 8 bits only.
        fusion.enable_attention = quantize is _eight_bits
        model = optimize_model(str(plain), "bert", ATTENTION_HEADS, WIDTH, optimization_options=fusion, opt_level=0)
        model.save_model_to_file(str(fused))
        quantize(fused, path)
