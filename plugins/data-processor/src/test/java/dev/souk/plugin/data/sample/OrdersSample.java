package dev.souk.plugin.data.sample;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;

/**
 * Makes the two sample tables: orders of a made-up wholesaler in 2025, and the countries it delivers to. The same seed always makes
 * the same text. Some records of the orders are bad, as they are in real life, and a few orders appear twice.
 *
 * <p>Run {@link #main} in the module's directory to write the files anew.
 */
final class OrdersSample {
    static final Path ORDERS = Path.of("../../samples/data/orders.csv");
    static final Path COUNTRIES = Path.of("../../samples/data/countries.csv");
    static final int ORDER_COUNT = 4_000;

    private static final String[][] DELIVERED_TO = {
        {"AT", "Austria", "Europe", "EUR"},
        {"AU", "Australia", "Oceania", "AUD"},
        {"BE", "Belgium", "Europe", "EUR"},
        {"BR", "Brazil", "South America", "BRL"},
        {"CA", "Canada", "North America", "CAD"},
        {"CH", "Switzerland", "Europe", "CHF"},
        {"CI", "Côte d'Ivoire", "Africa", "XOF"},
        {"DE", "Germany", "Europe", "EUR"},
        {"DK", "Denmark", "Europe", "DKK"},
        {"ES", "Spain", "Europe", "EUR"},
        {"FR", "France", "Europe", "EUR"},
        {"GB", "United Kingdom", "Europe", "GBP"},
        {"IN", "India", "Asia", "INR"},
        {"IT", "Italy", "Europe", "EUR"},
        {"JP", "Japan", "Asia", "JPY"},
        {"KE", "Kenya", "Africa", "KES"},
        {"MX", "Mexico", "North America", "MXN"},
        {"NL", "Netherlands", "Europe", "EUR"},
        {"NO", "Norway", "Europe", "NOK"},
        {"PL", "Poland", "Europe", "PLN"},
        {"SE", "Sweden", "Europe", "SEK"},
        {"US", "United States", "North America", "USD"}
    };

    private static final String[] CUSTOMERS = {
        "Alder & Finch", "Brightwater Cafés", "\"Copper Kettle, The\"", "Dovetail Furniture", "Eastgate Clinic",
        "Fjord Outfitters", "Gründer Werkstatt", "Harbour Lights Hotel", "Ibis Print House", "Juniper Lane School",
        "Kestrel Cycles", "\"Lumen, Sons & Co.\"", "Marigold Nursery", "Northwind Bakery", "Old Mill Brewery",
        "\"Paper \"\"&\"\" Ink\"", "Quarry Street Gym", "Rowan Legal", "Señal Studio", "Tidewater Labs"
    };

    private static final String[][] PRODUCTS = {
        {"desk lamp", "34.90"}, {"office chair", "189.00"}, {"standing desk", "449.00"}, {"monitor arm", "79.50"},
        {"notebook A5", "3.20"}, {"ballpoint pen", "0.85"}, {"printer paper", "5.49"}, {"label printer", "129.99"},
        {"coffee beans 1kg", "17.25"}, {"water filter", "22.40"}, {"first aid kit", "28.75"}, {"whiteboard", "96.00"},
        {"\"cable tie, 100\"", "4.10"}, {"USB hub", "31.30"}, {"headset", "64.95"}
    };

    private static final String[] STATUSES = {
        "DELIVERED", "DELIVERED", "DELIVERED", "SHIPPED", "PAID", "OPEN", "CANCELLED"
    };

    private OrdersSample() {}

    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(ORDERS.getParent());
        Files.writeString(ORDERS, orders());
        Files.writeString(COUNTRIES, countries());
    }

    static String countries() {
        StringBuilder text = new StringBuilder("code,name,region,currency\n");
        for (String[] country : DELIVERED_TO) {
            text.append(String.join(",", country)).append('\n');
        }
        return text.toString();
    }

    static String orders() {
        Random random = new Random(20250101);
        StringBuilder text =
                new StringBuilder("order_id,order_date,customer,country,product,quantity,unit_price,currency,status\n");
        String before = "";
        for (int i = 1; i <= ORDER_COUNT; i++) {
            String record = order(i, random);
            text.append(record).append('\n');
            if (i % 660 == 0) {
                text.append(before).append('\n'); // an order that was sent twice
            }
            before = record;
        }
        return text.toString();
    }

    private static String billedIn(String[] country) {
        return country[3].equals("GBP") ? "GBP" : country[2].equals("Europe") ? "EUR" : "USD";
    }

    private static String order(int number, Random random) {
        String[] country = DELIVERED_TO[random.nextInt(DELIVERED_TO.length)];
        String[] product = PRODUCTS[random.nextInt(PRODUCTS.length)];
        BigDecimal price = new BigDecimal(product[1])
                .multiply(BigDecimal.valueOf(90 + random.nextInt(21), 2))
                .setScale(2, java.math.RoundingMode.HALF_UP);
        String id = "O-" + (100_000 + number);
        String date = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(365)).toString();
        String customer = CUSTOMERS[random.nextInt(CUSTOMERS.length)];
        // Two countries to which nobody delivers any more are not in the table of countries.
        String code = random.nextInt(200) == 0 ? (random.nextBoolean() ? "IS" : "PT") : country[0];
        String quantity = String.valueOf(1 + random.nextInt(40));
        String status = STATUSES[random.nextInt(STATUSES.length)];
        String tail = "," + price + "," + billedIn(country) + "," + status;
        return switch (number) {
            case 137 -> String.join(",", id, date, customer, code, product[0], "three") + tail;
            case 1_452 -> String.join(",", id, date, customer, code, product[0], "n/a") + tail;
            case 3_310 -> String.join(",", id, date, customer, code, product[0], "2 boxes") + tail;
            case 402 -> String.join(",", id, "2025-02-30", customer, code, product[0], quantity) + tail;
            case 2_018 -> String.join(",", id, "14/07/2025", customer, code, product[0], quantity) + tail;
            case 3_777 -> String.join(",", id, "2025-13-01", customer, code, product[0], quantity) + tail;
            case 615 -> String.join(",", id, date, customer, product[0], quantity) + tail;
            case 1_999 -> String.join(",", id, date, customer, code, product[0], quantity);
            case 2_604 -> String.join(",", id, date, customer, code, product[0], quantity) + tail + ",see note";
            case 3_050 -> String.join(",", id, date, "\"Unfinished Business", code, product[0], quantity) + tail;
            default -> String.join(",", id, date, customer, code, product[0], quantity) + tail;
        };
    }
}
