#!/usr/bin/env bash
# Measures the full pipeline, and gateways beside each other, and writes RESULTS.md. About ten minutes, on a machine that has nothing else to do.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet run -c Release --project benchmarks/AiGateway.Client.Benchmarks -- --results benchmarks/RESULTS.md
benchmarks/gateways/run.sh
