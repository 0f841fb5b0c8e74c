"""The trained network as the file that ships: ONNX with fused attention, weights in 8 bits."""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model

from claimgraph.encoder.pieces import WIDTH
from claimgraph.training.network import ATTENTION_HEADS, Network

FILE = "tagger.onnx"


def export(network: Network, folder: Path) -> None:
    """Write the network into a folder."""
    network.eval()
    with tempfile.TemporaryDirectory() as scratch:
        plain, fused = Path(scratch) / "plain.onnx", Path(scratch) / "fused.onnx"
        torch.onnx.export(
            network, (torch.zeros(1, 32, WIDTH),), str(plain), dynamo=False, opset_version=17,
            input_names=["embeddings"], output_names=["columns", "states"],
            dynamic_axes={name: {1: "pieces"} for name in ("embeddings", "columns", "states")},
        )  # fmt: skip
        fusion = FusionOptions("bert")
        fusion.enable_embed_layer_norm = False
        model = optimize_model(str(plain), "bert", ATTENTION_HEADS, WIDTH, optimization_options=fusion, opt_level=0)
        model.save_model_to_file(str(fused))
        # 7 bits a weight: sums of products of 8 bits overflow on processors without VNNI.
        quantize_dynamic(
            fused, folder / FILE, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Attention", "Gemm"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )  # fmt: skip
