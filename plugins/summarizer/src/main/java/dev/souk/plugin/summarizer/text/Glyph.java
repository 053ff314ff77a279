package dev.souk.plugin.summarizer.text;

import java.lang.Character.UnicodeScript;

/** What a character is to somebody who looks for words. */
enum Glyph {
    /** A letter or digit of a script that puts spaces between words. */
    SPACED,
    /** A Katakana letter; a run of them is a word. */
    KATAKANA,
    /** A Hiragana letter; a run of them is mostly endings and particles. */
    HIRAGANA,
    /** A letter of a script without spaces: Chinese characters, Thai, Lao, Khmer, Burmese. */
    DENSE,
    /** A mark that belongs to the letter before it. */
    MARK,
    /** Invisible: soft hyphen, zero-width space and joiners, byte order mark, direction marks. */
    INVISIBLE,
    /** A space of any kind, a line break, or a control character. */
    BLANK,
    /** A picture, arrow or other sign, emojis among them. */
    SYMBOL,
    /** Anything else: punctuation, currency and mathematical signs. */
    PUNCTUATION;

    private static final int FIRST_THAI = 0x0E00;
    private static final int PROLONGED_SOUND_MARK = 0x30FC;

    static Glyph of(int codePoint) {
        if (Character.isLetterOrDigit(codePoint)) {
            return codePoint < FIRST_THAI ? SPACED : letter(codePoint);
        }
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> MARK;
            case Character.FORMAT -> INVISIBLE;
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL -> BLANK;
            case Character.OTHER_SYMBOL, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> SYMBOL;
            default -> PUNCTUATION;
        };
    }

    private static Glyph letter(int codePoint) {
        if (codePoint == PROLONGED_SOUND_MARK) {
            return KATAKANA;
        }
        return switch (UnicodeScript.of(codePoint)) {
            case KATAKANA -> KATAKANA;
            case HIRAGANA -> HIRAGANA;
            case HAN, THAI, LAO, KHMER, MYANMAR -> DENSE;
            default -> SPACED;
        };
    }

    /** Whether it can be the first character of a word. */
    boolean beginsWord() {
        return this == SPACED || this == KATAKANA || this == HIRAGANA || this == DENSE;
    }

    /** Whether it leaves no ink. */
    boolean isUnseen() {
        return this == BLANK || this == INVISIBLE;
    }

    /** Whether a sentence may consist of it. */
    boolean saysSomething() {
        return beginsWord() || this == SYMBOL;
    }
}
