# SPDX-FileCopyrightText: 2026 The Tierwatch authors
# SPDX-License-Identifier: MIT
"""A service with the contract's six calls and its sign-in, and with the habits of the original: whole
milliseconds cut off, local times without a zone, a hit rate of its memory alone, switches that it
forgets, a cache that is not there at first. Serves on the port given, 0 for any, and prints it. A
line of its input is a request of somebody's, "TYPE COMPANY USER", with a source server's number behind
it where it is for the cache of that one, answered with where it came from and its value; or "ready" or
"absent", how its cache is from then on; or "calls", answered with how many it had of each; or
"signin WAY", with WAY one of "none" (at first), "plain" and "servers", where there are several source
servers to name one of. It ends with its input."""

import base64
import hashlib
import hmac
import json
import math
import socket
import sys
import threading
import time
from datetime import datetime

import uvicorn
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel

PASSWORDS = {"ana": "password-of-ana", "bob": "password-of-bob"}
SERVERS = {"1": "Head office", "7": "Warehouse"}
SECRET = b"known to this service alone"
TOKEN_LIFE_S = 900
USERS = {"token-of-ana": "ana", "token-of-bob": "bob"}
ADMINISTRATORS = {"ana"}
DATABASE_MS = 80.9
CACHED_MS = 0.9

app = FastAPI()
bearer = OAuth2PasswordBearer(tokenUrl="/api/auth/login")


class Cache:
    """Both tiers; what is only on disk was put there before the program began."""

    def __init__(self):
        self.memory, self.disk, self.loads = {}, {("ledger", 9): "ledger 9 #0"}, 0
        self.hits = self.misses = self.from_disk = 0
        self.enabled, self.auto_invalidate, self.users_off = True, True, set()
        self.times = {}

    def ask(self, cache_type, company, user):
        key = (cache_type, company)
        if not self.enabled or user in self.users_off:
            return "bypassed", self.load(key)
        if key in self.memory:
            self.hits += 1
            return self.note("memory", cache_type, self.memory[key])
        self.misses += 1
        if key in self.disk:
            self.from_disk += 1
            self.memory[key] = self.disk[key]
            return self.note("disk", cache_type, self.disk[key])
        self.memory[key] = self.disk[key] = self.load(key)
        return self.note("database", cache_type, self.disk[key])

    def load(self, key):
        self.loads += 1
        return f"{key[0]} {key[1]} #{self.loads}"

    def note(self, origin, cache_type, value):
        cached, database = self.times.setdefault(cache_type, ([], []))
        (database if origin == "database" else cached).append(
            DATABASE_MS if origin == "database" else CACHED_MS)
        return origin, value

    def invalidate(self, company, cache_type):
        def reached(key):
            return ((company is None or key[1] == company)
                    and (cache_type is None or key[0] == cache_type))
        for tier in (self.memory, self.disk):
            for key in [key for key in tier if reached(key)]:
                del tier[key]

    def saved(self):
        return self.hits + self.from_disk


class Caches(dict):
    """One for each source server, by its number; None is that of tokens that are for no server."""

    def __missing__(self, server):
        return self.setdefault(server, Cache())


CACHES = None
CALLS = {}
SIGN_IN = "none"


@app.middleware("http")
async def count(request: Request, call_next):
    name = request.url.path.rpartition("/")[2]
    CALLS[name] = CALLS.get(name, 0) + 1
    return await call_next(request)


class Scope(BaseModel):
    company_id: int | None = None
    cache_type: str | None = None


class Switch(BaseModel):
    enabled: bool


class Login(BaseModel):
    username: str
    password: str
    server_id: str | None = None


def encoded(part):
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def signature(head_and_claims):
    return encoded(hmac.new(SECRET, head_and_claims.encode(), hashlib.sha256).digest())


def token_for(user, server):
    claims = {"sub": user, "exp": int(time.time()) + TOKEN_LIFE_S}
    if server is not None:
        claims["server_id"] = server
    signed = ".".join(encoded(json.dumps(part).encode())
                      for part in ({"alg": "HS256", "typ": "JWT"}, claims))
    return f"{signed}.{signature(signed)}"


def claims_in(token):
    signed, _, given = token.rpartition(".")
    if not hmac.compare_digest(signature(signed), given):
        return None
    claims = signed.partition(".")[2]
    claims = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    return claims if claims["exp"] > time.time() else None


def user_of(token: str = Depends(bearer)):
    if token in USERS:
        return USERS[token]
    claims = claims_in(token)
    if claims is None:
        raise HTTPException(401, "Could not validate credentials")
    return claims["sub"]


def signs_in():
    if SIGN_IN == "none":
        raise HTTPException(404, "Not Found")


@app.post("/api/auth/login", dependencies=[Depends(signs_in)])
async def login(given: Login):
    if PASSWORDS.get(given.username) != given.password:
        raise HTTPException(401, "Incorrect username or password")
    if SIGN_IN == "servers" and given.server_id not in SERVERS:
        raise HTTPException(422, [{"loc": ["body", "server_id"], "msg": "no such server",
                                   "type": "value_error"}])
    return {"access_token": token_for(given.username, given.server_id), "token_type": "bearer"}


@app.get("/api/auth/my-servers", dependencies=[Depends(signs_in)])
async def my_servers(user: str = Depends(user_of)):
    return [{"id": int(number), "name": name} for number, name in SERVERS.items()]


def cache_there(user: str = Depends(user_of), token: str = Depends(bearer)):
    if CACHES is None:
        raise HTTPException(503, "Cache not initialized")
    return CACHES[None if token in USERS else claims_in(token).get("server_id")]


def administrator(user: str = Depends(user_of)):
    if user not in ADMINISTRATORS:
        raise HTTPException(403, "Admin access required")
    return user


def times_of(cached, database):
    cached, database = sum(cached) / len(cached), sum(database) / len(database)
    return {"cached": int(cached), "oracle": int(database),
            "improvement": int((database - cached) / database * 100)}


@app.get("/api/cache/stats")
async def stats(user: str = Depends(user_of), cache: Cache = Depends(cache_there)):
    asked = cache.hits + cache.misses
    return {
        "enabled": cache.enabled and user not in cache.users_off,
        "global_enabled": cache.enabled, "user_enabled": user not in cache.users_off,
        "cache_type": "hybrid",
        "hit_rate": math.floor(cache.hits / asked * 1000 + 0.5) / 10 if asked else 0.0,
        "total_hits": cache.hits, "total_misses": cache.misses,
        "queries_saved": dict.fromkeys(("today", "week", "total"), cache.saved()),
        "response_times": {name: times_of(*times) for name, times in cache.times.items()
                           if all(times)},
        "cache_size": {"memory": len(cache.memory), "sqlite": len(cache.disk)},
        "auto_invalidate": cache.auto_invalidate, "last_cleanup": None}


@app.post("/api/cache/invalidate")
async def invalidate(scope: Scope, cache: Cache = Depends(cache_there)):
    cache.invalidate(scope.company_id, scope.cache_type)
    return {"success": True, "message": "Cache invalidated",
            "invalidated_at": datetime.now().isoformat()}


@app.post("/api/cache/toggle-user")
async def toggle_user(switch: Switch, user: str = Depends(user_of),
                      cache: Cache = Depends(cache_there)):
    (cache.users_off.discard if switch.enabled else cache.users_off.add)(user)
    return {"success": True, "username": user, "cache_enabled": switch.enabled, "message": "Done"}


@app.post("/api/cache/toggle-global")
async def toggle_global(switch: Switch, user: str = Depends(administrator),
                        cache: Cache = Depends(cache_there)):
    cache.enabled = switch.enabled
    return {"success": True, "global_enabled": switch.enabled, "message": "Done",
            "note": "Not kept after a restart"}


@app.post("/api/cache/toggle-auto-invalidate")
async def toggle_auto_invalidate(switch: Switch, user: str = Depends(administrator),
                                 cache: Cache = Depends(cache_there)):
    cache.auto_invalidate = switch.enabled
    return {"success": True, "auto_invalidate_enabled": switch.enabled, "message": "Done",
            "note": "Not kept after a restart"}


@app.get("/api/cache/health")
async def health():
    if CACHES is None:
        return {"status": "not_initialized", "enabled": False}
    cache = CACHES[None]
    return {"status": "healthy", "enabled": cache.enabled, "cache_type": "hybrid",
            "memory_size": len(cache.memory), "sqlite_size": len(cache.disk),
            "auto_invalidate_running": cache.auto_invalidate}


def obey(line):
    global CACHES, SIGN_IN
    if line == "calls":
        return CALLS
    if line in ("ready", "absent"):
        CALLS.clear()
        CACHES = Caches() if line == "ready" else None
        return line
    if line.startswith("signin "):
        SIGN_IN = line.removeprefix("signin ")
        return SIGN_IN
    cache_type, company, user, *server = line.split()
    return CACHES[server[0] if server else None].ask(cache_type, int(company), user)


def main():
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", int(sys.argv[1])))
    listener.listen()
    config = uvicorn.Config(app, log_level="error", access_log=False, lifespan="off")
    server = uvicorn.Server(config)

    def obey_input():
        for line in sys.stdin:
            print(json.dumps(obey(line.strip())), flush=True)
        server.should_exit = True
        server.force_exit = True

    print(listener.getsockname()[1], flush=True)
    threading.Thread(target=obey_input, daemon=True).start()
    server.run(sockets=[listener])


if __name__ == "__main__":
    main()
