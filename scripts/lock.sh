#!/bin/sh
# Lock the requirements: exact versions with hashes, and no index address, so that any index can serve them.
set -e
cd "$(dirname "$0")/../requirements"
uv=$(command -v uv || echo ../.venv/uv/bin/uv)

lock() {
    name=$1 python=$2
    shift 2
    "$uv" pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate \
        --python-version "$python" "$@" --output-file "$name.txt" "$name.in"
}

lock app 3.12
lock dev 3.12
lock rasa 3.10
lock rasa-dev 3.10
lock encoder 3.10 --no-deps
lock node 3.12
