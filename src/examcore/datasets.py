"""Tables of facts that plugins ship: CSV with a TOML sidecar, every row with its evidence and source."""
