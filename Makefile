# Two commands set everything up: `make run` and `make test`. The tasks themselves are in xtask/.
.PHONY: help run demo test check bench openapi release clean

help:
	@cargo xtask

run demo test check openapi: need-rust
	@cargo xtask $@

# One measure alone: make bench ONLY=media
bench: need-rust
	@cargo xtask bench $(ONLY)

# The binary for a server: optimised, with the user interface inside.
release: need-rust
	@cd web && npm ci --no-audit --no-fund && npm run build
	@cargo build --locked --release --package sottovoce-server

clean:
	rm -rf target web/dist web/node_modules var

.PHONY: need-rust
need-rust:
	@command -v cargo >/dev/null || { echo "Rust is needed: install rustup (Debian: apt-get install rustup) and run this again."; exit 1; }
