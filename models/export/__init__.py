"""DiffVSR (arXiv 2501.10110) in PyTorch, and its export to ONNX packages. Written from the paper and from facts about the published weights."""
