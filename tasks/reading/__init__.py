"""Training of the reading model: see `docs/model-card.md`. PyTorch is needed here and nowhere else."""
