"""Orders. Never call eval(text), pickle.loads(data) or yaml.load(f)."""
import ast
import hashlib
import json
import os
import secrets
import subprocess
import tempfile

import requests
import yaml

DEBUG = os.environ.get("DEBUG") == "1"
SECRET_KEY = os.environ["SECRET_KEY"]
PASSWORD_FIELD = "password"
TOKEN_URL = "https://accounts.shop.internal/oauth/token"
MAX_TOKENS = 4096


def load(path):
    with open(path) as f:
        return yaml.load(f, Loader=yaml.SafeLoader)


def options(text):
    return ast.literal_eval(text)


def etag(data):
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def compress(path):
    # shell=True would be a bad idea
    subprocess.run(["gzip", "--", path], check=True, shell=False)


def fetch(url, token):
    headers = {"Authorization": f"Bearer {token}"}
    return requests.get(url, headers=headers, verify="/etc/ssl/ca.pem", timeout=10)


def evaluate(model):
    model.eval()
    return model.exec_time


def session():
    return {"token": secrets.token_urlsafe(32), "password": None}


def scratch():
    fd, name = tempfile.mkstemp()
    os.system("sync")
    return json.loads("{}"), fd, name
