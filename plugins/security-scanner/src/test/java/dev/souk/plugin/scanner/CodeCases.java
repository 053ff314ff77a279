package dev.souk.plugin.scanner;

import static dev.souk.plugin.scanner.RuleCase.rule;

import java.util.List;

/** The cases of source code. */
final class CodeCases {
    static final List<RuleCase> ALL = List.of(
            rule("java-weak-hash", "A.java")
                    .finds("var md = MessageDigest.getInstance(\"MD5\");")
                    .finds("var md = MessageDigest\n    .getInstance(\n        \"sha-1\");")
                    .finds("String s = DigestUtils.md5Hex(text);")
                    .leaves("var md = MessageDigest.getInstance(\"SHA-256\");")
                    .leaves("// var md = MessageDigest.getInstance(\"MD5\");")
                    .leaves("/* MessageDigest.getInstance(\"MD5\") */")
                    .done(),
            rule("java-weak-cipher", "A.java")
                    .finds("Cipher c = Cipher.getInstance(\"DES\");")
                    .finds("Cipher c = Cipher.getInstance(\"AES/ECB/PKCS5Padding\");")
                    .finds("Cipher c = Cipher.getInstance(\"AES\");")
                    .leaves("Cipher c = Cipher.getInstance(\"AES/GCM/NoPadding\");")
                    .leaves("Cipher c = Cipher.getInstance(\"RSA/ECB/OAEPWithSHA-256AndMGF1Padding\");")
                    .done(),
            rule("java-trust-all-certificates", "A.java")
                    .finds("public void checkServerTrusted(X509Certificate[] c, String t) {}")
                    .finds(
                            "public void checkServerTrusted(\n    X509Certificate[] c, String t)\n    throws CertificateException {\n"
                                    + "  // all are welcome\n  return;\n}")
                    .finds("b.trustManager(InsecureTrustManagerFactory.INSTANCE);")
                    .leaves(
                            "public void checkServerTrusted(X509Certificate[] c, String t) { inner.checkServerTrusted(c, t); }")
                    .leaves(
                            "public void checkServerTrusted(X509Certificate[] c, String t) { throw new CertificateException(); }")
                    .done(),
            rule("java-accept-any-hostname", "A.java")
                    .finds("public boolean verify(String host, SSLSession s) { return true; }")
                    .finds("c.setHostnameVerifier((host, session) -> true);")
                    .finds("b.setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE)")
                    .leaves("public boolean verify(String host, SSLSession s) { return host.equals(\"a\"); }")
                    .leaves("public boolean verify(String text) { return true; }")
                    .leaves("c.setHostnameVerifier((host, session) -> host.equals(own));")
                    .done(),
            rule("java-predictable-random", "A.java")
                    .finds("String token = Long.toHexString(new Random().nextLong());")
                    .finds("Random random = new Random();\nString resetToken = \"\" + random.nextInt();")
                    .finds("double password = Math.random();")
                    .leaves("String token = hex(new SecureRandom());")
                    .leaves("int dice = new Random().nextInt(6);")
                    .leaves("// token = new Random()")
                    .done(),
            rule("java-sql-concatenation", "A.java")
                    .finds("st.executeQuery(\"SELECT * FROM users WHERE name = '\" + name + \"'\");")
                    .finds("String q = \"UPDATE users \"\n    + \"SET name = \" + name;")
                    .finds("q(\"DELETE FROM \" + TABLE + \" WHERE id = \" + id);")
                    .finds("String q = String.format(\"select a from t where b = '%s'\", b);")
                    .leaves("st.executeQuery(\"SELECT * FROM users WHERE name = ?\", name);")
                    .leaves("String q = \"SELECT \" + COLUMNS + \" FROM users\";")
                    .leaves("log(\"Update failed: \" + reason);")
                    .leaves("log(\"Select one from \" + list);")
                    .leaves("// \"SELECT a FROM t WHERE b = \" + b")
                    .done(),
            rule("java-object-deserialization", "A.java")
                    .finds("var in = new ObjectInputStream(socket.getInputStream());")
                    .leaves("var out = new ObjectOutputStream(bytes);")
                    .leaves("log(\"new ObjectInputStream(\");")
                    .done(),
            rule("java-command-concatenation", "A.java")
                    .finds("Runtime.getRuntime().exec(\"ping \" + host);")
                    .finds("Runtime.getRuntime()\n    .exec(\n        command + args);")
                    .leaves("Runtime.getRuntime().exec(new String[] {\"ping\", host});")
                    .leaves("Runtime.getRuntime().exec(\"a + b\");")
                    .leaves("executor.exec(\"ping \" + host);")
                    .done(),
            rule("python-eval", "a.py")
                    .finds("x = eval(text)")
                    .finds("exec(code, {})")
                    .leaves("x = ast.literal_eval(text)")
                    .leaves("model.eval()")
                    .leaves("def eval(self): pass")
                    .leaves("\"\"\"never\neval(text)\n\"\"\"")
                    .leaves("# eval(text)")
                    .done(),
            rule("python-pickle", "a.py")
                    .finds("x = pickle.loads(data)")
                    .finds("x = pickle.Unpickler(f).load()")
                    .leaves("pickle.dump(x, f)")
                    .leaves("json.loads(data)")
                    .done(),
            rule("python-yaml-load", "a.py")
                    .finds("x = yaml.load(f)")
                    .finds("x = yaml.load(f, Loader=yaml.Loader)\ny = yaml.load(f, Loader=SafeLoader)")
                    .leaves("x = yaml.safe_load(f)")
                    .leaves("x = yaml.load(\n    open(path()),\n    Loader=yaml.CSafeLoader,\n)")
                    .done(),
            rule("python-shell", "a.py")
                    .finds("subprocess.run(cmd, shell=True)")
                    .finds("subprocess.Popen(\n    cmd,\n    stdout=PIPE,\n    shell = True,\n)")
                    .finds("os.system(f\"rm {path}\")")
                    .finds("os.system('rm ' + path)")
                    .leaves("subprocess.run([\"rm\", path])\nx = dict(shell=True)")
                    .leaves("subprocess.run(cmd, shell=False)")
                    .leaves("os.system('clear')")
                    .done(),
            rule("python-no-verification", "a.py")
                    .finds("requests.get(url, verify=False)")
                    .finds("ctx = ssl._create_unverified_context()")
                    .leaves("requests.get(url, verify=\"/etc/ca.pem\")")
                    .leaves("print(\"verify=False\")")
                    .done(),
            rule("python-debug", "a.py")
                    .finds("app.run(host=\"0.0.0.0\", debug=True)")
                    .finds("DEBUG = True")
                    .leaves("app.run(debug=False)")
                    .leaves("DEBUG = os.environ.get(\"DEBUG\") == \"1\"")
                    .leaves("logger.configure(debug=True)")
                    .done(),
            rule("python-temporary-name", "a.py")
                    .finds("name = tempfile.mktemp()")
                    .leaves("fd, name = tempfile.mkstemp()")
                    .done(),
            rule("python-weak-hash", "a.py")
                    .finds("h = hashlib.md5(data)")
                    .finds("h = hashlib.new('sha1')")
                    .leaves("h = hashlib.md5(data, usedforsecurity=False)")
                    .leaves("h = hashlib.sha256(data)")
                    .done(),
            rule("js-eval", "a.js")
                    .finds("const x = eval(text);")
                    .finds("const f = new Function('a', text);")
                    .leaves("const x = medieval(text);")
                    .leaves("const x = mathjs.eval(text);")
                    .leaves("const re = /['\"]eval(/; // eval(")
                    .leaves("log(`eval(`);")
                    .done(),
            rule("js-inner-html", "a.ts")
                    .finds("el.innerHTML = name;")
                    .finds("el.innerHTML += `<b>${name}</b>`;")
                    .finds("el.insertAdjacentHTML('beforeend', html);")
                    .leaves("el.innerHTML = '';")
                    .leaves("el.innerHTML = \"<b>fixed</b>\";")
                    .leaves("if (el.innerHTML == name) {}")
                    .leaves("el.textContent = name;")
                    .done(),
            rule("js-document-write", "a.js")
                    .finds("document.write(text);")
                    .leaves("mydocument.write(text);")
                    .leaves("/* document.write(text) */")
                    .done(),
            rule("js-command-template", "a.js")
                    .finds("exec(`rm ${path}`, done);")
                    .finds("child_process.execSync('rm ' + path);")
                    .leaves("exec('ls -l', done);")
                    .leaves("regex.exec(`a${b}`);")
                    .leaves("execFile('rm', [path]);")
                    .done(),
            rule("js-no-certificate-check", "a.js")
                    .finds("https.request({host, rejectUnauthorized: false});")
                    .finds("process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';")
                    .finds("process.env[\"NODE_TLS_REJECT_UNAUTHORIZED\"] = 0;")
                    .leaves("https.request({host, rejectUnauthorized: true});")
                    .leaves("process.env.NODE_TLS_REJECT_UNAUTHORIZED = '1';")
                    .done(),
            rule("js-predictable-random", "a.js")
                    .finds("const sessionToken = Math.random().toString(36);")
                    .finds("function makeNonce() {\n  return Math.random();\n}")
                    .finds("const apiKey = `k-${Math.random()}`;")
                    .leaves("const x = Math.random();")
                    .leaves("const token = crypto.randomUUID(); const x = Math.random();")
                    .done());

    private CodeCases() {}
}
