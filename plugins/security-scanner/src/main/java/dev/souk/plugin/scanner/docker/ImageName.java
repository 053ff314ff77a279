package dev.souk.plugin.scanner.docker;

/** The name of a container image, as it stands in a Dockerfile or a manifest. */
public final class ImageName {
    private ImageName() {}

    /**
     * Whether it names a version or a digest, or cannot be judged because a variable stands in it.
     *
     * @param image such as {@code registry:5000/team/app:1.2}
     */
    public static boolean isPinned(String image) {
        if (image.isBlank() || image.contains("$") || image.contains("{{") || image.contains("@sha256:")) {
            return true;
        }
        String last = image.substring(image.lastIndexOf('/') + 1);
        int colon = last.indexOf(':');
        return colon >= 0 && !last.substring(colon + 1).equals("latest");
    }
}
