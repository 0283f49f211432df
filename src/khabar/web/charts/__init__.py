"""Pictures as figures: where each mark stands, worked out here and drawn as SVG by the templates."""
