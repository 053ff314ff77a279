package shop.accounts;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Base64;
import java.util.Random;
import javax.crypto.Cipher;

/** Accounts. Never uses MessageDigest.getInstance("MD5"), nor Runtime.getRuntime().exec("a" + b). */
public final class AccountService {
    private static final String PASSWORD_PARAMETER = "password";
    private static final String TOKEN_HEADER = "X-Access-Token";
    private static final String COLUMNS = "id, name, mail";
    private static final String FIND = "SELECT " + COLUMNS + " FROM account WHERE mail = ?";
    private static final String SPLIT = "UPDATE account "
            + "SET password_hash = ? "
            + "WHERE id = ?";
    private static final long serialVersionUID = 3487495895819393L;
    private static final String PUBLIC_KEY = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEevZzL1gdAFr88hb2OF2NxApJCzGC";

    private final SecureRandom random = new SecureRandom();
    private final Random dice = new Random();

    String newToken() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    byte[] digest(byte[] text) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(text);
    }

    Cipher cipher() throws Exception {
        return Cipher.getInstance("AES/GCM/NoPadding");
    }

    boolean login(Connection connection, Request request) throws Exception {
        String password = request.parameter(PASSWORD_PARAMETER);
        if (password == null || password.equals("")) {
            throw new IllegalArgumentException("Update failed: no " + PASSWORD_PARAMETER + " in the request");
        }
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setString(1, request.parameter("mail"));
            return find.execute();
        }
    }

    int roll() {
        return 1 + dice.nextInt(6);
    }

    public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type)
            throws java.security.cert.CertificateException {
        if (chain.length == 0) {
            throw new java.security.cert.CertificateException("no certificate; expected " + type);
        }
    }

    interface Request {
        String parameter(String name);
    }
}
