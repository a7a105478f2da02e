# SPDX-FileCopyrightText: 2026 The Tierwatch authors
# SPDX-License-Identifier: MIT
"""The contract's six calls as a FastAPI service that does nothing else: the baseline of ours. Prints
its port and serves until its input ends."""

import socket
import sys
import threading

import uvicorn
from fastapi import FastAPI, Header, HTTPException
from pydantic import BaseModel

app = FastAPI()


class Scope(BaseModel):
    company_id: int | None = None
    cache_type: str | None = None


class Switch(BaseModel):
    enabled: bool


def check(authorization):
    if not authorization or not authorization.startswith("Bearer "):
        raise HTTPException(401, "no token")


@app.get("/api/cache/health")
async def health():
    return {"status": "healthy", "enabled": True, "cache_type": "hybrid", "memory_size": 1000,
            "sqlite_size": 1000000, "auto_invalidate_running": True}


@app.get("/api/cache/stats")
async def stats(authorization: str | None = Header(None)):
    check(authorization)
    return {"enabled": True, "global_enabled": True, "user_enabled": True, "cache_type": "hybrid",
            "hit_rate": 93.4, "total_hits": 12345, "total_misses": 678,
            "queries_saved": {"today": 1, "week": 2, "total": 3},
            "response_times": {"invoices": {"cached": 1, "oracle": 200, "improvement": 99}},
            "cache_size": {"memory": 1000, "sqlite": 1000000}, "auto_invalidate": True,
            "last_cleanup": None}


@app.post("/api/cache/invalidate")
async def invalidate(scope: Scope, authorization: str | None = Header(None)):
    check(authorization)
    return {"success": True, "message": "", "invalidated_at": "2026-01-01T00:00:00"}


@app.post("/api/cache/toggle-user")
async def toggle_user(switch: Switch, authorization: str | None = Header(None)):
    check(authorization)
    return {"success": True, "username": "", "cache_enabled": switch.enabled, "message": ""}


@app.post("/api/cache/toggle-global")
async def toggle_global(switch: Switch, authorization: str | None = Header(None)):
    check(authorization)
    return {"success": True, "global_enabled": switch.enabled, "message": "", "note": ""}


@app.post("/api/cache/toggle-auto-invalidate")
async def toggle_auto_invalidate(switch: Switch, authorization: str | None = Header(None)):
    check(authorization)
    return {"success": True, "auto_invalidate_enabled": switch.enabled, "message": "", "note": ""}


def main():
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(1024)
    config = uvicorn.Config(app, loop="uvloop", http="httptools", log_level="error",
                            access_log=False)
    server = uvicorn.Server(config)

    def end_with_input():
        sys.stdin.read()
        server.should_exit = True

    threading.Thread(target=end_with_input, daemon=True).start()
    print(listener.getsockname()[1], flush=True)
    server.run(sockets=[listener])


if __name__ == "__main__":
    main()
