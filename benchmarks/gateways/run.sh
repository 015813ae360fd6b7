#!/usr/bin/env bash
# What a gateway costs: calls to an upstream that answers at once, directly, through GatewayHost, through Portkey, and through the library in process.
# Usage: run.sh [SECONDS [OUTPUT]]   One round takes SECONDS (2). The results go to OUTPUT (benchmarks/RESULTS.md).
# Ports: UPSTREAM_PORT (5091), HOST_PORT (5092), PORTKEY_PORT (5093). Needs the .NET SDK, node and npm.
set -euo pipefail

seconds=${1:-2}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
output=${2:-$root/benchmarks/RESULTS.md}
upstream_url=http://127.0.0.1:${UPSTREAM_PORT:-5091}
host_url=http://127.0.0.1:${HOST_PORT:-5092}
portkey_url=http://127.0.0.1:${PORTKEY_PORT:-5093}
work=$(mktemp -d)
pids=()
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT

for tool in dotnet node npm; do
  command -v "$tool" >/dev/null || { echo "$tool is missing." >&2; exit 1; }
done

quietly() { "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }; }

build() { quietly dotnet build "$1" -c Release -o "$work/$2" -v quiet -p:RunAnalyzers=false; }

# Starts a process and waits until it answers whole, or ends.
start() {
  local url=$1
  shift
  "$@" >"$work/started.log" 2>&1 &
  pids+=($!)
  for _ in $(seq 50); do
    kill -0 "${pids[-1]}" 2>/dev/null || break
    if dotnet "$work/load/AiGateway.Client.Gateways.dll" check "$url" "$upstream_url" 2>"$work/check"; then return; fi
    sleep 0.2
  done
  cat "$work/started.log" "$work/check" >&2
  exit 1
}

build "$root/benchmarks/AiGateway.Client.Gateways/AiGateway.Client.Gateways.csproj" load
build "$root/samples/GatewayHost/GatewayHost.csproj" host
mkdir "$work/portkey"
cp "$here/package.json" "$work/portkey"
(cd "$work/portkey" && quietly npm install --ignore-scripts --no-audit --no-fund)

start "$upstream_url" dotnet "$work/load/AiGateway.Client.Gateways.dll" upstream "$upstream_url"
start "$host_url" env "AiGateway__Providers__instant__Endpoint=$upstream_url/v1/" \
  dotnet "$work/host/GatewayHost.dll" --urls "$host_url" --config "$here/settings.json"
start "$portkey_url" env NODE_ENV=production \
  node --require "$here/loopback.cjs" "$work/portkey/node_modules/@portkey-ai/gateway/build/start-server.js" "--port=${portkey_url##*:}" --headless

version() { node -p "require('$work/portkey/node_modules/$1/package.json').version"; }
versions="node $(node --version), @portkey-ai/gateway $(version @portkey-ai/gateway) with @hono/node-server $(version @hono/node-server) and hono $(version hono)"
dotnet "$work/load/AiGateway.Client.Gateways.dll" measure --seconds "$seconds" --output "$output" --versions "$versions" \
  --direct "$upstream_url" --direct-pid "${pids[0]}" --host "$host_url" --host-pid "${pids[1]}" --portkey "$portkey_url" --portkey-pid "${pids[2]}"
echo "$output"
