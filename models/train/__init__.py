"""Training of the small DiffVSR that ships with the studio (`interweave-nano`). See README.md."""
