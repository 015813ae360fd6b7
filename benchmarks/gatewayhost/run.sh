#!/usr/bin/env bash
# What GatewayHost costs: plain calls to an upstream that answers at once, directly and through the host.
# Usage: run.sh [SECONDS]   Ports: UPSTREAM_PORT (5091), HOST_PORT (5092). Needs wrk and curl.
set -euo pipefail

seconds=${1:-10}
upstream_url=http://127.0.0.1:${UPSTREAM_PORT:-5091}
host_url=http://127.0.0.1:${HOST_PORT:-5092}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
pids=()

finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT

command -v wrk >/dev/null || { echo "wrk is missing: apt-get install wrk" >&2; exit 1; }

build() { dotnet build "$1" -c Release -o "$work/$2" -v quiet >"$work/$2.log" 2>&1 || { cat "$work/$2.log" >&2; exit 1; }; }

body='{"model":"chat","messages":[{"role":"user","content":"Hi"}]}'
answers() { curl -fs -o "$work/answer" -H 'Content-Type: application/json' -d "$body" "$1/v1/chat/completions"; }

# Waits until the last process answers, or ends.
await() {
  for _ in $(seq 100); do
    kill -0 "${pids[-1]}" || { echo "$1 did not start." >&2; exit 1; }
    if answers "$1"; then return; fi
    sleep 0.2
  done
  echo "$1 does not answer." >&2
  exit 1
}

measure() {
  wrk -t1 -c"$3" -d"$4" --latency -s "$here/request.lua" "$2/v1/chat/completions" >"$work/wrk"
  awk -v name="$1" -v connections="$3" '
    $1 == "50%" { p50 = $2 } $1 == "99%" { p99 = $2 } $1 == "Requests/sec:" { rps = $2 }
    /Non-2xx|Socket errors/ { failed = $0 }
    END { printf "%-8s %11s %10s %10s %10.0f%s\n", name, connections, p50, p99, rps, failed }' "$work/wrk"
}

build "$here/upstream.cs" upstream
build "$root/samples/GatewayHost/GatewayHost.csproj" host

dotnet "$work/upstream/upstream.dll" --urls "$upstream_url" &
pids+=($!)
await "$upstream_url"
AiGateway__Providers__instant__Endpoint=$upstream_url/v1/ dotnet "$work/host/GatewayHost.dll" --urls "$host_url" --config "$here/settings.json" &
pids+=($!)
await "$host_url"

# Compiled code first.
for url in "$upstream_url" "$host_url"; do measure warm "$url" 8 5s >/dev/null; done

printf '%-8s %11s %10s %10s %10s\n' path connections p50 p99 rps
for connections in 1 8 64; do
  measure direct "$upstream_url" "$connections" "${seconds}s"
  measure gateway "$host_url" "$connections" "${seconds}s"
done
