package dev.souk.plugin.data.source;

import dev.souk.spi.agent.Attachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The bytes of a source. They can be opened any number of times. */
public sealed interface Content {
    /** Opens them at the first. */
    InputStream open() throws IOException;

    /** Text that came with the request. */
    record Inline(String text) implements Content {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A file that came with the call. */
    record Attached(Attachment attachment) implements Content {
        @Override
        public InputStream open() throws IOException {
            return attachment.open();
        }
    }
}
