'use strict';
const { execFile } = require('child_process');
const crypto = require('crypto');
const https = require('https');

const TOKEN_KEY = 'access-token';
const apiKey = process.env.API_KEY;
const pattern = /['"`]password['"`]\s*[:=]/g;

function newToken() {
  return crypto.randomBytes(32).toString('base64url');
}

function shuffle(items) {
  return items.sort(() => Math.random() - 0.5);
}

// el.innerHTML = name; would be a bad idea
function show(el, name) {
  el.innerHTML = '';
  el.textContent = `Hello ${name}`;
}

async function login(form) {
  const password = form.querySelector('input[type="password"]').value;
  const body = JSON.stringify({ user: form.user.value, password, token: null });
  return fetch('/login', { method: 'POST', headers: { Authorization: `Bearer ${newToken()}` }, body });
}

const agent = new https.Agent({ rejectUnauthorized: true, keepAlive: true });
execFile('ls', ['-l'], (error, out) => console.log(pattern.exec(`${out}`), error));
module.exports = { login, shuffle, show, agent, apiKey, TOKEN_KEY };
