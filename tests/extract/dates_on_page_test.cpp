#include <boost/test/unit_test.hpp>

#include "extract/extractor.hpp"
#include "rule_book.hpp"
#include "typed_page.hpp"

using namespace domicile;
using tests::typed_page;

namespace {

struct Case {
  const char* about;
  std::vector<std::string> lines;
  const char* date;
  const char* role;
};

std::string issued(const std::vector<std::string>& lines, std::string& role) {
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  const auto reading = extractor.read({typed_page(lines)}, "");
  role = reading.issue_date ? reading.issue_date->role : "";
  return reading.issue_date ? to_iso(reading.issue_date->value) : "none";
}

}  // namespace

BOOST_AUTO_TEST_CASE(dates_are_found_however_a_form_sets_them) {
  const Case cases[] = {
      {"a date broken over two lines",
       {"Cedar Valley Gas", "Gas bill", "", "Date of this bill:       Thursday, October",
        "                         3, 2024", "Account number:          9521 1395 15",
        "Amount due by:           Wednesday,", "                         October 16, 2024"},
       "2024-10-03",
       "bill_date"},
      {"the day of this statement below that of the last one",
       {"Driftless Valley Bank", "Statement of account", "", "Last statement:      July 20, 2026",
        "This statement: August 20, 2026", "", "Ending balance     $5,950.81"},
       "2026-08-20",
       "statement_date"},
      {"a day behind its year, over a month behind the same year",
       {"SIA Kuldīgas namu pārvalde", "Rēķins", "", "Izrakstīšanas datums      2026. gada 10. jūnijs",
        "Norēķinu periods          2026. gada maijs", "Apmaksas termiņš          2026. gada 30. jūnijs"},
       "2026-06-10",
       "invoice_date"},
      {"a day of a charge behind words that have no vocabulary",
       {"Llum de Garrotxa SCCL", "Factura de luz", "", "Fecha de factura: 07/10/2026",
        "Data de canvi: 14/10/2026"},
       "2026-10-07",
       "bill_date"},
      {"boxes with their names in one corner and their values in the other",
       {"ミズキカード  ご利用代金明細書   2026年5月お支払分", "", "作成日", "              2026.04.20", "",
        "お支払日", "              2026.05.11"},
       "2026-04-20",
       "letter_date"},
      {"a slip that the meter's reader leaves, with no other day than the reading's",
       {"水道・下水道 使用水量のお知らせ", "（検針票 兼 口座振替済のお知らせ）", "",
        "検針日     R08年11月06日", "今回指針    0642 m³", "前回指針 (R08/09/07)   0617 m³",
        "次回検針予定日   R09/01/07", "請求予定額    5,836円"},
       "2026-11-06",
       "letter_date"},
      {"a row of a table that has a day in each column",
       {"SAEC  CONTA DE ÁGUA E ESGOTO", "", "EMISSÃO", "09/10/2026 10:41:22", "", "VENCIMENTO 26/10/2026", "",
        "LEITURA      ANTERIOR      ATUAL", "DATA         09/09/2026    09/10/2026"},
       "2026-10-09",
       "letter_date"},
      {"a day that a word at the line's head names, before the period",
       {"Solent & Meon Water", "Your metered bill", "",
        "Dated 7 October 2026, for 2 April 2026 to 1 October 2026", "", "Please pay      £153.05"},
       "2026-10-07",
       "letter_date"},
      {"a remark behind the label of another day",
       {"Hugli Electric Supply Ltd", "Electricity bill", "", "BILL DATE", "07-10-2026", "DUE DATE (rebate)",
        "21-10-2026", "", "Amount payable 1,240.00"},
       "2026-10-07",
       "bill_date"},
      {"a day of readings below one head, the same in the next row",
       {"Tiszavidéki Áram Zrt.   Villamosenergia számla", "", "Elszámolt időszak: 2025.08.28. - 2026.08.27.",
        "", "Mérő         Záró állás     Dátum", "9902 A1      20 604         2026.08.27.",
        "9902 B       7 651          2026.08.27."},
       "2026-08-27",
       "period_end"},
      {"letters that run down the margin, two of which make a label",
       {"北門カード  カードご利用代金明細書", "明細書作成日   2026年8月10日", "",
        "再      2026/07/14   本人   売店       864", "発      2026/07/15   本人   書店     1,590",
        "行      2026/07/18   家族   薬局     2,178", "で      2026/07/21   本人   電力     5,387"},
       "2026-08-10",
       "statement_date"},
      {"the number of a letter before its place",
       {"Consorzio Tributi Valmisa", "AVVISO DI PAGAMENTO TARI 2026", "",
        "Prot. 0044718 – Senigallia, 18/05/2026", "", "Scadenza 16/06/2026", "Totale acconto € 104,00"},
       "2026-05-18",
       "letter_date"},
      {"a statement from one day to another, each in a row of its own",
       {"Wattle Mutual Bank", "Account Statement", "", "Statement from      1 July 2026",
        "Statement to        30 September 2026", "", "Closing balance     $21,425.61"},
       "2026-09-30",
       "period_end"},
      {"a day of a meeting, which a dash parts from its name, above a statement's period",
       {"Ahtanum Ridge Credit Union    STATEMENT OF ACCOUNT", "Statement period    05/01/26 thru 05/31/26",
        "", "ANNUAL MEETING – June 18, 2026", "", "Beginning balance     $3,412.07",
        "Ending balance     $3,400.06"},
       "2026-05-31",
       "period_end"},
      {"the day on which a bill was sent, below that of its issue",
       {"Slovenské plyny, a.s.       Vyúčtovacia faktúra", "", "Dátum vyhotovenia faktúry     09.06.2026",
        "Dátum dodania tovaru a služby     31.05.2026", "Dátum odoslania     11.06.2026",
        "Dátum splatnosti     25.06.2026", "Suma na úhradu     65,79 €"},
       "2026-06-09",
       "invoice_date"},
      {"a period broken over two lines",
       {"First Harbour Bank", "Bank statement", "", "Statement period:        11 March 2026 - 10 April",
        "                         2026", "Account number:          7782 2428 96"},
       "2026-04-10",
       "period_end"},
      {"a period with years of two digits broken over two lines",
       {"Suministro Eléctrico del Bajío", "Recibo de luz", "", "PERIODO FACTURADO: 09 ABR 26 - 10", "JUN 26",
        "", "TOTAL A PAGAR: $714"},
       "2026-06-10",
       "period_end"},
      {"a closing date beside a day that is said to be that of issue",
       {"はりまカード", "カードご利用代金明細書", "", "2026年6月18日作成", "", "締切日：2026年6月15日", "",
        "お支払日：2026年7月10日"},
       "2026-06-18",
       "letter_date"},
      {"values far from their labels against the right margin",
       {"MARMARA SU VE KANALİZASYON İDARESİ", "SU FATURASI", "",
        "FATURA NO                         MSK2026000118842",
        "DÜZENLENME TARİHİ                       21.07.2026",
        "SAYAÇ NO                            BYL-15-2208814",
        "SU BEDELİ                                   276,48",
        "BAKIM BEDELİ                                 18,50",
        "ATIKSU BEDELİ                               138,24",
        "SON ÖDEME TARİHİ                        05.08.2026"},
       "2026-07-21",
       "invoice_date"},
      {"a label broken over two lines",
       {"Águas do Norte", "Fatura da água", "", "DATA DE                  9 de dezembro de 2025",
        "EMISSÃO:", "DATA DE                  5 de janeiro de 2026", "VENCIMENTO:"},
       "2025-12-09",
       "letter_date"},
      {"a number and a day below one label",
       {"Moray Council", "Council tax demand notice", "", "Notice No. / Date of Issue     04 / 14-AUG-2026",
        "Council tax 03-AUG-26 to 31-MAR-27", "Valuation band     D"},
       "2026-08-14",
       "letter_date"},
      {"a word that leads dates at the head of the column",
       {"Acque Ioniche", "Bolletta dell'acqua", "", "Fattura n.          del               Scadenza",
        "2026/E/0771204      22/07/2026        24/08/2026", "",
        "Periodo di riferimento: 15/01/2026 - 08/07/2026"},
       "2026-07-22",
       "invoice_date"},
      {"a label in two languages, over a narrower date",
       {"Haritel", "Internet: factura", "", "Faktura-data / Fecha factura", "01-06-2026",
        "Fakturazio-aldia / Periodo facturación", "01-05-2026 / 31-05-2026", "",
        "Kobratze-data / Fecha de cargo", "09-06-2026"},
       "2026-06-01",
       "bill_date"},
      {"the next statement is named too",
       {"Banco del Pacífico", "Estado de cuenta", "", "Fecha de corte: 31/05/2026", "",
        "Tu siguiente estado de cuenta tendrá fecha de corte 30/06/2026."},
       "2026-05-31",
       "statement_date"},
      {"a sentence that ends with a place and a day",
       {"Volteo", "Facture d'électricité", "", "Date de facture : 11.06.2026", "",
        "Les index de votre compteur ont été communiqués par votre gestionnaire de", "Liège le 04.06.2026",
        "", "4000 Liège"},
       "2026-06-11",
       "bill_date"},
      {"values above their labels",
       {"Murrumbidgee Telecom", "Your home phone bill", "", "14 Nov 2025", "Issue date:", "853 358 075",
        "Account no:", "16 Sept 2025 through 12 Nov 2025", "Billing period:", "01 Dec 2025",
        "Pay by:", "7702576", "Customer no.:"},
       "2025-11-14",
       "letter_date"},
      {"labels above their values",
       {"Murrumbidgee Telecom", "Your home phone bill", "", "Issue date:", "14 Nov 2025",
        "Account no:", "853 358 075", "Billing period:", "16 Sept 2025 through 12 Nov 2025",
        "Pay by:", "01 Dec 2025", "Customer no.:", "7702576"},
       "2025-11-14",
       "letter_date"},
      {"a label with a colon over its value, beside sums that belong to others",
       {"Table Bay Telecom", "Your phone bill", "",
        "Issued:", "17 FEB 2026                  Payments received:  -R 143,01", "Service period:",
        "15 FEB 2025 to 14 FEB 2026   Current charges:     R 250,79", "Pay by:", "10 MAR 2026"},
       "2026-02-17",
       "letter_date"},
      {"a town's long name before the date, as in the sender's address",
       {"Municipalidad de Andes Sur", "25 de Mayo 968", "(C1033AAR) Ciudad Autónoma de Buenos Aires", "",
        "              Ciudad Autónoma de Buenos Aires, 27 de octubre de 2024", "", "Tasa municipal",
        "Periodo de facturación: de 18 de septiembre de 2024 a 18 de octubre de 2024",
        "Vencimiento actual: 21 de noviembre de 2024"},
       "2024-10-27",
       "letter_date"},
      {"a word that stands in a line of numbers is no place, and one of two languages is a label as a whole",
       {"Enemar Utility Services      UTILITIES BILL", "",
        "Account   Bill Number   Date of Issue/Data tal-ħruġ", "1010      41188204      19/06/2026", "",
        "Payment 08/05/2026", "Payment reference for your bank 4471 8820", "Electricity 824 kWh",
        "Billing period 12/04/2026 - 11/06/2026"},
       "2026-06-19",
       "letter_date"},
      {"a day that stands alone with its month in letters, as letters are dated, beside a period",
       {"Wasserwerke Brennbach", "Jahresabrechnung Wasser", "", "11. Mai 2026", "",
        "Verbrauchszeitraum 01.01.2026 - 31.03.2026", "Zu zahlen 41,20 EUR"},
       "2026-05-11",
       "letter_date"},
      {"a place that resembles a label",
       {"Salubris Bucegi", "Factură salubritate", "", "Perioada de facturare:   05.11.2024 - 03.12.2024",
        "Constanța, 10 decembrie 2024"},
       "2024-12-10",
       "letter_date"},
      {"a number and a date that share a label",
       {"Ondine Eau", "Votre facture d'eau", "", "Facture n° / Date        26 05 1188042 / 22 mai 2026",
        "Période                  du 18/11/2025 au 15/05/2026"},
       "2026-05-22",
       "bill_date"},
      {"two days in one cell under two labels",
       {"Hesbaye Energie", "Facture d'électricité", "", "Date facture / Échéance", "06/05/2026 - 21/05/2026",
        "", "Consommation du 01/04/2026 au 30/04/2026"},
       "2026-05-06",
       "bill_date"},
      {"the number of the document alone before its date",
       {"Etika Luce", "Bolletta per la fornitura di energia elettrica", "N. 042600773318 del 07/05/2026", "",
        "Periodo di fatturazione: 01/03/2026 - 30/04/2026", "Scadenza: 28/05/2026"},
       "2026-05-07",
       "letter_date"},
      {"the number of the document in one line, its date in the next",
       {"Fiamma Prealpina", "Bolletta gas naturale", "", "Bolletta n. 2026/G/0447188", "del 11 maggio 2026",
        "Periodo: 1 marzo 2026 – 30 aprile 2026", "Totale da pagare entro il 01/06/2026    149,02 €"},
       "2026-05-11",
       "invoice_date"},
      {"the number of the document in one cell, its date in the next",
       {"Libro", "Internet", "", "Facture n° 1188204471      du 2 Octobre 2026",
        "Identifiant : fbx40118827      Mode de paiement : prélèvement automatique", "",
        "Abonnement Librobox du 01/10/2026 au 31/10/2026    29,99", "Total    32,85 €",
        "Montant à prélever le 06/10/2026    32,85 €"},
       "2026-10-02",
       "invoice_date"},
      {"two words that lead a date in the line below the number",
       {"Elkora Sprzedaż sp. z o.o.", "Energia elektryczna", "", "Faktura VAT nr E/SO/0417733/2026",
        "z dnia 14.05.2026 r. ORYGINAŁ", "Rozliczenie za okres od 11.03.2026 do 09.05.2026", "",
        "Do zapłaty 412,86 zł    Termin płatności 28.05.2026"},
       "2026-05-14",
       "invoice_date"},
      {"the date in brackets behind a number whose word heads no document alone",
       {"Kestrel Energy", "Your energy account", "for 3rd March 2026 - 2nd April 2026", "",
        "Bill Reference: 218873410 (4th April 2026)", "Your next Direct Debit: 17th April 2026",
        "Electricity (3rd Mar 2026 - 2nd Apr 2026)    £58.17", "Balance    £119.31 in credit"},
       "2026-04-04",
       "invoice_date"},
      {"the date in brackets behind the number of the document",
       {"Fjordbredde Kraft", "Faktura", "", "Faktura nr. 118204417 (4. mai 2026)",
        "Periode: 01.04.2026 - 30.04.2026", "Forfallsdato: 18.05.2026    Å betale: 812,40"},
       "2026-05-04",
       "invoice_date"},
      {"a place in another case than addresses have it in, and a year of charges to come",
       {"Mesto Rimanovce", "Poplatok za komunálny odpad na rok 2026", "", "V Rimanovciach dňa 27.03.2026", "",
        "Poplatok za obdobie: 01.01.2026 - 31.12.2026", "Splatnosť: 31.07.2026    Suma: 96,36 EUR"},
       "2026-03-27",
       "letter_date"},
      {"the next day of closing, at the end of a sentence",
       {"Stadtkasse Westerau", "Kontoauszug 5/2026", "", "Kontostand am 30.04.2026, Auszug Nr. 4    1.842,17",
        "Kontostand am 29.05.2026 um 20:03 Uhr    1.640,02", "",
        "Rechnungsabschluss: Ein Abschluss wird jeweils zum Quartalsende erstellt, nächster Termin",
        "30.06.2026."},
       "2026-05-29",
       "period_end"},
      {"an earlier statement of the same account",
       {"Kapos Bank Nyrt.", "Számlakivonat", "", "IDŐSZAK: 2026.07.01 - 2026.07.31",
        "ELŐZŐ KIVONAT: 006/2026 (2026.06.30)", "KIVONAT KELTE: 2026.08.03"},
       "2026-08-03",
       "statement_date"},
      {"the day of another bill, from which a balance was brought forward",
       {"Adur Downs Water", "Your unmeasured water bill", "1 October 2026 to 31 March 2027", "",
        "Date                 18/08/2026", "Rateable value       231", "",
        "Balance brought forward from bill dated 19/02/2026       306.12", "Total to pay 612.24"},
       "2026-08-18",
       "letter_date"},
      {"the number of a statement in the year",
       {"Stadtkasse Westerau", "Kontoauszug 5/2026", "", "Kontostand am 30.04.2026, Auszug Nr. 4    1.842,17",
        "Kontostand am 29.05.2026, Auszug Nr. 5    1.640,02"},
       "2026-05-29",
       "period_end"},
      {"a short year behind hyphens, with its label",
       {"Harbour Water", "Your water bill", "Flat 2, 8 Quay Street", "Bristol BS1 4DJ", "",
        "Bill date:               14-05-26", "Bill period: 1 February 2026 to 30 April 2026"},
       "2026-05-14",
       "bill_date"},
      {"a sort code behind a heading",
       {"Lune Bank", "Business current account", "Sort code 04-29-16", "", "1 July 2026 to 31 July 2026"},
       "2026-07-31",
       "period_end"},
      {"a heading with its date behind the sender's name",
       {"Harbour Bank - Statement of 20 June 2025", "", "Account number   1366014636",
        "Opening balance 15 May 2025   6,819.86"},
       "2025-06-20",
       "statement_date"},
      {"labels in two languages above their values",
       {"Loonlake Gas", "Natural gas bill", "", "DATE / DATE:", "04/03/2025", "PAY BY / À PAYER AVANT LE:",
        "04/20/2025", "SUPPLY PERIOD / PÉRIODE:", "02/25/2025 to 03/25/2025", "", "R2R 1A1  Winnipeg MB"},
       "2025-04-03",
       "letter_date"},
      {"a label that says more than its first word",
       {"Águas do Ipê", "Conta de água", "", "Data:                    28 de outubro de 2026",
        "Data prevista            26 de dezembro de 2026"},
       "2026-10-28",
       "letter_date"},
      {"a period broken over two lines beside the date of issue",
       {"Aaretal Wasser", "Trinkwasserrechnung", "",
        "Kontonummer      Lieferzeitraum      Rechnungsdatum      Fällig am",
        "0899 8962 44     4.12.2023 bis       7.12.2024           30.12.2024", "                 2.12.2024"},
       "2024-12-07",
       "invoice_date"},
      {"the end of a period broken within the date",
       {"Tiszavirág Bank Zrt.", "Bankszámlakivonat", "",
        "Kivonat időszaka:        2026. 08. 07.-tól 2026. 09.", "                         03.-ig"},
       "2026-09-03",
       "period_end"},
      {"a reader's deadline on a statement",
       {"Банк «Карпатсвіт»", "Виписка за рахунком", "", "Період:                  11.04.26 - 10.05.26",
        "Рахунок №:               75-4122-30", "", "Передайте показання лічильника до 17.06.26."},
       "2026-05-10",
       "period_end"},
      {"a place, words and a comma before the date",
       {"Zweckverband Steiermark-Nord Wasser", "Trinkwasserrechnung", "",
        "Klagenfurt am Wörthersee, im Auftrag, 23.10.25", "Abrechnungszeitraum: vom 18.09.25 bis 19.10.25",
        "Zahlbar bis: 07.11.25"},
       "2025-10-23",
       "letter_date"},
      {"a heading with its date behind a small word",
       {"Sázava Banka a.s.", "Výpis z kreditní karty ze dne 28. dubna 2024", "",
        "Účet číslo               81-0708-80", "Datum splatnosti         24. května 2024"},
       "2024-04-28",
       "statement_date"},
      {"eight digits behind the sender's town",
       {"Mälardal Tele AB", "Valhallavägen 69", "903 26 UMEÅ", "Telefonräkning", "", "Umeå 20240414",
        "Avser perioden:          2024-03-06 till 2024-04-06", "Betalas senast:          2024-05-08"},
       "2024-04-14",
       "letter_date"},
      {"a short year that leads, as in Sweden",
       {"Mälardal Kort", "Kontoutdrag kreditkort", "", "Fakturadatum:            25-09-16",
        "Förfallodag:             25-10-06", "Org.nr 556677-8899       Bankgiro 123-4567"},
       "2025-09-16",
       "invoice_date"},
      {"eight digits on both ends of a period",
       {"Mälardal Sparbank", "Sparkonto kontoutdrag", "", "Urvalsperiod:            20250421 - 20250521",
        "Kontonummer:             20250101"},
       "2025-05-21",
       "period_end"},
      {"eight digits behind a label",
       {"Norrskens Kraft", "Elfaktura", "", "FAKTURADATUM:            20260623",
        "KUNDNUMMER:              20250101"},
       "2026-06-23",
       "invoice_date"},
      {"a day beside the number of the page, and an agreement that is dated otherwise",
       {"Old Dominion Savings", "January 31, 2022          Page 1 of 4", "", "Ms Dana Fox",
        "212 Pembroke Avenue", "Livonia MI 48150-3333", "", "", "Statement of account", "",
        "We are updating the Deposit Account Agreement dated October 15, 2021 for all of our customers."},
       "2022-01-31",
       "letter_date"},
      {"a day without a label on which the period ends, and a month that a sentence mentions",
       {"Old Dominion Everyday Checking", "August 11, 2021", "", "Mr Dan Fox", "111 Lakes Road",
        "San Diego CA 92101", "", "",
        "Based on your statement period end dates, in August 2021 we are adjusting your statement periods.",
        "", "Statement period:   07/14/2021 - 08/11/2021"},
       "2021-08-11",
       "letter_date"},
      {"a bill that names the one before it",
       {"Blue Ridge Valley Gas", "Gas bill", "", "Date:                    June 3, 2026",
        "Prior bill, dated May 4, 2026", "Please pay by:           June 25, 2026"},
       "2026-06-03",
       "letter_date"},
      {"a number before the date, and a date in a sentence",
       {"Telefelsina S.p.A.", "Conto telefonico", "Fattura n. RM04471190 del 06/07/2026", "",
        "Alla data del 30/06/2026 i pagamenti risultano regolari.", "Scadenza:                27/07/2026"},
       "2026-07-06",
       "invoice_date"},
      {"two bills on one line",
       {"Blue Ridge Valley Gas", "Gas bill", "", "Previous bill date: May 4, 2026 Bill date: June 3, 2026",
        "Please pay by:           June 25, 2026"},
       "2026-06-03",
       "bill_date"},
      {"a statement's number before its date",
       {"Banca del Brenta", "Estratto conto n. 002/2026 del 30/06/2026", "", "Estratto conto",
        "Saldo iniziale           5.220,18", "Addebiti                 64,20",
        "Accrediti                1.850,00", "Saldo finale             7.005,98"},
       "2026-06-30",
       "statement_date"},
      {"a day that begins with its year among days that begin with the month",
       {"Front Range Card", "Credit card statement", "Opening/Closing Date 05/09/26 - 06/08/26",
        "Statement Date: 06/08/26", "", "26/06/08  0418 A", "Payment due date 07/03/26",
        "New balance $412.20"},
       "2026-06-08",
       "statement_date"},
      {"pairs side by side, one of which has an unknown label",
       {"Sahyadri Cooperative Bank", "Statement of account", "", "Statement period: 01-04-2026 to 30-06-2026",
        "Closing balance: 41,220.18", "",
        "Generated On: 03-JUL-2026 11:20:46   Clerk Code: 60114827   Requesting Unit: NET"},
       "2026-07-03",
       "letter_date"},
      {"a period whose ends stand in cells of their own",
       {"Banco Macarena", "Extracto cuenta de ahorros", "",
        "DESDE: 2026/06/01        HASTA: 2026/06/30        Días del período: 30", "",
        "Saldo inicial            1.204.331,00", "Saldo final              918.220,00"},
       "2026-06-30",
       "period_end"},
      {"a period in the cells of a table that a typewriter drew",
       {"Calaveras Credit Union", "STATEMENT OF ACCOUNT", "",
        "+-----------------+------------+------------+------+",
        "|  MEMBER NUMBER  |    FROM    |     TO     | PAGE |",
        "+-----------------+------------+------------+------+",
        "|  XXXXXX8820     |  04-01-26  |  04-30-26  |   1  |",
        "+-----------------+------------+------------+------+", "",
        "PREVIOUS BALANCE                      8,204.11", "ENDING BALANCE                        8,405.80"},
       "2026-04-30",
       "period_end"},
      {"a day without separators, as Swedish issuers write it",
       {"Aurellbanken Kort", "Faktura Mastercard", "", "Fakturadatum 260713", "Förfallodag 260731", "",
        "260629         INBETALNING BG             -8 214,60",
        "260611         MATAFFÄREN KUNGEN             412,50", "Utgående skuld 10 145,01 kr"},
       "2026-07-13",
       "invoice_date"},
      {"labels above their values in one column",
       {"Águas do Vale", "Fatura de água", "", "Data de emissão", "2026-05-21", "", "Valor a pagar",
        "34,18 €", "até 2026-06-12", "", "Período de faturação", "18-04-2026 a 18-05-2026"},
       "2026-05-21",
       "letter_date"},
      {"a Swiss clerk's sign behind the day",
       {"Politische Gemeinde Elgg", "Gebührenrechnung Wasser und Abwasser",
        "Rechnungsperiode 01.10.2025 - 31.03.2026", "", "8353 Elgg, 27. April 2026/fm"},
       "2026-04-27",
       "letter_date"},
      {"days of a meter below From and To",
       {"Skalkaho Electric", "Statement of electric service", "", "Prepared", "19 Jun 2026", "", "",
        "Meter          From           To             Usage",
        "AMI 2209185    05/15/26       06/15/26       1081 kWh"},
       "2026-06-19",
       "letter_date"},
      {"a month beside a day of that month",
       {"Kattvik Kort", "Kontoutdrag", "Utskickad               12 september 2026",
        "Utskickad               september 2026", "", "Saldo                   3 110,20"},
       "2026-09-12",
       "letter_date"},
      {"a day of another century at the head of a bill",
       {"Tegelmere Water", "Water bill", "18/02/1999", "", "Meter read on: 11/07/2026",
        "Payment due: 20/08/2026", "", "Issued 31/07/2026"},
       "2026-07-31",
       "letter_date"},
      {"a month in three letters",
       {"Banca Violeta, S.A.", "Extracto mensual de su tarjeta", "", "Fecha de emisión:        25 SEP 2026",
        "Fecha de cargo:          05 OCT 2026"},
       "2026-09-25",
       "letter_date"},
      {"a statement's number, which is no month",
       {"Ytre Fosen Sparebank", "KONTOUTSKRIFT nr. 2 / 2026", "",
        "For perioden             01.04.2026 - 30.06.2026"},
       "2026-06-30",
       "period_end"},
      {"a payment whose other columns were passed over",
       {"Isarbank Kreditkarten", "Kreditkartenabrechnung", "", "PARKHAUS DACHAU 03.07.26", "",
        "Zeitraum                 21.06.2026 - 22.07.2026"},
       "2026-07-22",
       "period_end"},
      {"calls of two months without a year",
       {"Pennant Telecom", "Telephone bill", "", "Date of bill:            14 August 2026",
        "Calls outside your plan, 16 Jul - 10 Aug"},
       "2026-08-14",
       "bill_date"},
      {"a street that is called after a day",
       {"Minhota Telefones", "Conta telefónica", "", "Morada:              RUA 25 DE ABRIL, 19",
        "                     4000-171 PORTO", "Período faturado:    2025-12-18 - 2026-01-17"},
       "2026-01-17",
       "period_end"},
      {"a house number beside the rest of a period",
       {"Lapinvirta kaupunki", "", "EETU JÄRVI             Kulutusjakso: 26. lokakuuta 2026 - 24.",
        "KOIVUKUJA 3            joulukuuta 2026", "00100 HELSINKI         Mittarinumero: 3798401", "",
        "Kiinteistöverolippu", "30. joulukuuta 2026"},
       "2026-12-30",
       "bill_date"},
      {"labels that lost their blanks",
       {"Lakeshore Water District", "Water bill", "", "StatementDate:03/11/2026", "DueDate:04/01/2026",
        "Service Period02/13/2026-02/28/2026"},
       "2026-03-11",
       "statement_date"},
      {"a table's single movement below the word Date",
       {"Statement Ending 06/30/2023", "", "Other debits",
        "Date           Description                    Amount",
        "06/20/2023     Incoming wire transfer fee     $15.00"},
       "2023-06-30",
       "period_end"},
      {"eight digits behind a heading, where people put the year first",
       {"Kortfaktura 20250111", "", "Örjan Johansson", "Östra Hamngatan 47 B", "111 22 STOCKHOLM", "",
        "Dalkraft Kort AB", "Avser perioden: 20241206 till 20250104", "Oss tillhanda senast: 20250122",
        "Aktuellt saldo:                 1 658,08 kr"},
       "2025-01-11",
       "statement_date"},
      {"a label in two languages, of which one also means a meter's reading",
       {"Sparkasse Seeland", "Kontoauszug", "", "Vreni Keller              ERSTELLT AM / RELEVÉ DU: 29.06.26",
        "Postplatz 56", "2502 Biel/Bienne", "ABRECHNUNGSZEITRAUM / PÉRIODE DU RELEVÉ: 21.05.26 bis 20.06.26",
        "IBAN: CH18 0515 6257 8393 3591 74", "Saldovortrag  CHF 1'180.40", "Neuer Saldo  CHF 1'204.10"},
       "2026-06-29",
       "statement_date"},
      {"a date below the statement's heading, days after the period's end",
       {"Nordlys Sparebank", "Kontoutskrift brukskonto", "2024-06-01", "",
        "For perioden: 2024-04-28 til 2024-05-25"},
       "2024-06-01",
       "statement_date"},
      {"the balance at the period's end beside the day of the statement",
       {"Lapinvirta Säästöpankki", "Käyttötilin tiliote", "", "Tilanne:                 6.1.2024",
        "Tiliotejakso:            5.12.2023 - 1.1.2024", "Saldo kauden lopussa:    1.1.2024"},
       "2024-01-06",
       "statement_date"},
      {"a heading that says from when its charges hold, above the day of issue",
       {"Samtgemeinde Leinetal", "                         Bescheid ert.",
        "                         27.04.2026",
        "BESCHEID ÜBER GRUNDBESITZABGABEN 2026 – ÄNDERUNG AB 01.04.2026", "Grundsteuer B    395 v.H.",
        "Fällig am        15.05.2026"},
       "2026-04-27",
       "letter_date"},
      {"a place of Greek letters before the day",
       {"Τράπεζα Ρίου", "Αντίγραφο κινήσεων λογαριασμού", "Πάτρα, την 3η Ιουλίου 2026", "",
        "Από 01/05/2026 έως 30/06/2026"},
       "2026-07-03",
       "letter_date"}};
  for (const auto& [about, lines, date, role] : cases) {
    std::string found_role;
    const auto found = issued(lines, found_role);
    BOOST_TEST(found == date, about << ": " << found);
    BOOST_TEST(found_role == role, about << ": " << found_role);
  }
}

BOOST_AUTO_TEST_CASE(a_value_stands_beside_the_middle_of_a_label_in_two_lines) {
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  auto page = typed_page({"Ιδαία Τράπεζα", "Λογαριασμός πιστωτικής κάρτας", "", "Ημ. κλεισίματος λογαριασμού",
                          "Closing date                            08/09/2026", "", "Πληρωμή μέχρι",
                          "Payment due                             30/09/2026"});
  constexpr double half_a_line = 7.0 / 842;
  for (auto& word : page.words) {
    if (!word.text.ends_with("2026")) continue;
    word.box.y0 -= half_a_line;
    word.box.y1 -= half_a_line;
  }
  const auto reading = extractor.read({page}, "");
  BOOST_REQUIRE(reading.issue_date);
  BOOST_TEST(to_iso(reading.issue_date->value) == "2026-09-08");
  BOOST_TEST(reading.issue_date->role == "statement_date");
}

BOOST_AUTO_TEST_CASE(a_day_on_a_later_page_of_papers_that_are_shown_there_is_never_certain) {
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  constexpr double enough_to_accept = 0.85;
  const auto reading = extractor.read(
      {typed_page({"Driftless Valley Bank", "Statement of account", "", "Jane Miller", "12 Oak Street",
                   "Columbus, OH 43206", "", "Beginning balance   $10.00", "Ending balance      $12.00"}),
       typed_page({"CHECKING DEPOSIT", "DATE 8-6-26", "NAME Jane Miller", "CASH   600.00"}, 2)},
      "");
  BOOST_TEST((!reading.issue_date || reading.issue_date->confidence < enough_to_accept));
}

BOOST_AUTO_TEST_CASE(a_day_behind_a_house_number_is_no_letters_date) {
  constexpr double enough_to_accept = 0.85;
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  const auto reading = extractor.read(
      {typed_page({"Ощадний банк", "Виписка за вкладним рахунком", "",
                   "У разі незгоди просимо звернутися до відділення № 3 (36039, м. Полтава, вул.",
                   "Ярмаркова Балка, 2) до 20.10.2026. За відсутності заперечень залишок підтверджений."})},
      "");
  const bool sure = reading.issue_date && reading.issue_date->confidence >= enough_to_accept;
  BOOST_TEST(!sure);
}

BOOST_AUTO_TEST_CASE(a_report_printed_long_after_its_period_is_not_dated_by_its_running_head) {
  std::string role;
  const auto found = issued({"Old Dominion Savings", "November 3, 2026          Page 1 of 3", "",
                             "Statement period:   04/01/2026 - 04/30/2026"},
                            role);
  BOOST_TEST(found != "2026-11-03");
}

BOOST_AUTO_TEST_CASE(a_day_behind_the_period_in_its_line_may_be_that_of_issue) {
  constexpr double enough_to_accept = 0.85;
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  for (const std::string word : {"sporządzony dnia", "zrobiony dnia"}) {
    const auto reading =
        extractor.read({typed_page({"Bank Wisłostrada", "WYCIĄG BANKOWY NR 4/2026", "",
                                    "za okres od 2026-04-01 do 2026-04-30, " + word + " 2026-05-04", "",
                                    "Saldo końcowe  102,11"})},
                       "");
    BOOST_TEST_REQUIRE(reading.issue_date.has_value());
    const bool by_period = to_iso(reading.issue_date->value) == "2026-04-30";
    BOOST_TEST((!by_period || reading.issue_date->confidence < enough_to_accept), word);
  }
}

BOOST_AUTO_TEST_CASE(a_statement_is_dated_by_its_period_and_not_by_the_stamp_at_the_foot_of_its_page) {
  constexpr std::size_t last_line_of_page = 54;
  for (const auto* stamp : {"Wygenerowano: 02.06.2026 04:12:37", "Wygenerowano: 02.06.2026, godz. 4:12"}) {
    std::vector<std::string> lines{"Bank Spółdzielczy Wielopolski", "WYCIĄG Z RACHUNKU NR 5/2026",
                                   "za okres: 01.05.2026 - 31.05.2026", "Saldo końcowe  8 977,45"};
    lines.resize(last_line_of_page);
    lines.emplace_back(stamp);
    std::string role;
    BOOST_TEST(issued(lines, role) == "2026-05-31", stamp);
    BOOST_TEST(role == "period_end", stamp << ": " << role);
  }
}

BOOST_AUTO_TEST_CASE(a_bill_printed_soon_after_its_period_is_not_surely_dated_by_that) {
  constexpr double enough_to_accept = 0.85;
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  const auto reading =
      extractor.read({typed_page({"Suministro Eléctrico del Bajío", "Recibo de luz", "",
                                  "PERIODO FACTURADO: 09 ABR 26 - 10 JUN 26", "", "TOTAL A PAGAR: $714", "",
                                  "Fecha de impresión: 12 JUN 26"})},
                     "");
  BOOST_TEST_REQUIRE(reading.issue_date.has_value());
  const bool by_period = to_iso(reading.issue_date->value) == "2026-06-10";
  BOOST_TEST((!by_period || reading.issue_date->confidence < enough_to_accept));
}

BOOST_AUTO_TEST_CASE(a_bill_whose_head_ocr_passed_over_is_never_surely_dated_by_its_period) {
  constexpr double enough_to_accept = 0.85;
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  for (const auto source : {WordSource::ocr, WordSource::text_layer}) {
    for (const std::size_t lines_of_head : {0, 6}) {
      std::vector<std::string> lines(lines_of_head);
      lines.insert(lines.end(), {"Your gas bill", "", "Jane Miller", "12 Oak Street", "Columbus, OH 43206",
                                 "", "Billing period: April 2, 2026 to May 1, 2026",
                                 "Meter reading 1042, 37 therms", "Amount due        $42.00"});
      auto page = typed_page(lines);
      page.source = source;
      for (auto& word : page.words) word.source = source;
      const auto reading = extractor.read({page}, "");
      BOOST_TEST(reading.kind.value == "utility_bill");
      BOOST_TEST_REQUIRE(reading.issue_date.has_value());
      BOOST_TEST(reading.issue_date->role == "period_end");
      const bool unread = source == WordSource::ocr && lines_of_head > 0;
      BOOST_TEST((reading.issue_date->confidence < enough_to_accept) == unread);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_statement_dated_at_its_foot_may_bear_a_later_day_under_words_that_are_not_known) {
  constexpr double enough_to_accept = 0.85;
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  std::vector<std::string> lines{"Sparkasse Gailtal",
                                 "SPARKONTO - KONTOAUSZUG",
                                 "",
                                 "Auszugsnummer                 1/2026",
                                 "Verbucht zum                  01.07.2026",
                                 "Zeitraum                      02.01.2026 bis 30.06.2026"};
  lines.resize(45);
  lines.emplace_back("ABSCHLUSS PER 30.06.2026");
  const auto reading = extractor.read({typed_page(lines)}, "");
  BOOST_TEST_REQUIRE(reading.issue_date.has_value());
  BOOST_TEST(reading.issue_date->confidence < enough_to_accept);
}

BOOST_AUTO_TEST_CASE(a_logo_beside_the_running_head_does_no_harm) {
  std::string role;
  const auto found = issued(
      {"Old Dominion Savings", "November 3, 2026 m Page 1 of 3                       CREST", "", "ANNA BERG",
       "12 Oak Street", "COLUMBUS OH 43206", "", "Statement period:   10/04/2026 - 11/03/2026"},
      role);
  BOOST_TEST(found == "2026-11-03");
  BOOST_TEST(role == "letter_date");
}

BOOST_AUTO_TEST_CASE(rows_of_a_table_make_no_date_together) {
  std::string role;
  BOOST_TEST(issued({"First Harbour Bank", "Bank statement", "", "13 Mar       Coffee       2.50",
                     "13 Mar       Bread        3.10", "14 Mar       Rent       800.00"},
                    role) == "none");
}

// What the small print says is in no vocabulary: it may be the day by which to pay.
BOOST_AUTO_TEST_CASE(large_type_below_small_print_is_the_value_of_a_label) {
  constexpr double enough_to_accept = 0.85, large = 16;
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  const auto read = [&](const std::vector<std::string>& lines) {
    auto page = typed_page(lines);
    for (auto& word : page.words) {
      if (word.text != "28" && word.text != "July" && word.text != "2026") continue;
      word.height_pt = large;
      word.box.y1 = word.box.y0 + large / page.height_pt;
    }
    const auto reading = extractor.read({page}, "");
    return reading.issue_date ? reading.issue_date->confidence : 0;
  };
  BOOST_TEST(read({"Fibra Telecom", "Internet bill", "", "", "28 July 2026", "", "Amount due  129.00"}) >=
             enough_to_accept);
  BOOST_TEST(read({"Fibra Telecom", "Internet bill", "", "Squeezed till", "28 July 2026", "",
                   "Amount due  129.00"}) < enough_to_accept);
}

BOOST_AUTO_TEST_CASE(a_year_far_behind_all_others_of_a_picture_was_misread) {
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  for (const auto source : {WordSource::ocr, WordSource::text_layer}) {
    auto page = typed_page({"Cedar Valley Bank", "Statement of account", "", "Jane Miller", "12 Oak Street",
                            "Columbus, OH 43206", "", "Statement date:    June 1, 2096",
                            "Customer since:    March 4, 1998", "Payment due:       June 24, 2026", "",
                            "June 1, 2026", "Opening balance        $12.00", "Closing balance       $14.00"});
    page.source = source;
    for (auto& word : page.words) word.source = source;
    const auto reading = extractor.read({page}, "");
    BOOST_TEST_REQUIRE(reading.issue_date.has_value());
    BOOST_TEST(to_iso(reading.issue_date->value) ==
               (source == WordSource::ocr ? "2026-06-01" : "2096-06-01"));
  }
}

BOOST_AUTO_TEST_CASE(days_with_two_digits_for_their_year_make_no_year_look_misread) {
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  auto page = typed_page(
      {"Siljans Energi AB", "Faktura", "", "Per-Olov Hed", "Bengtsarvsvägen 41", "792 90 SOLLERÖN", "",
       "Fakturadatum:    2026-09-07", "Energiskatt    08-01-08   12,00", "Elcertifikat   08-02-08   12,00",
       "Fast avgift    08-03-08   12,00", "Förfallodag:    2026-09-30", "Att betala     36,00"});
  page.source = WordSource::ocr;
  for (auto& word : page.words) word.source = WordSource::ocr;
  const auto reading = extractor.read({page}, "");
  BOOST_TEST_REQUIRE(reading.issue_date.has_value());
  BOOST_TEST(to_iso(reading.issue_date->value) == "2026-09-07");
}

BOOST_AUTO_TEST_CASE(a_single_day_of_a_period_that_ocr_read_may_be_its_first) {
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  constexpr double sure = 0.9;
  for (const auto source : {WordSource::ocr, WordSource::text_layer}) {
    auto page = typed_page({"Cedar Valley Bank", "Statement of account", "", "Jane Miller", "12 Oak Street",
                            "Columbus, OH 43206", "", "Statement period:    June 1, 2026", "",
                            "Opening balance        $12.00", "Closing balance       $14.00"});
    page.source = source;
    for (auto& word : page.words) word.source = source;
    const auto reading = extractor.read({page}, "");
    BOOST_TEST_REQUIRE(reading.issue_date.has_value());
    BOOST_TEST(to_iso(reading.issue_date->value) == "2026-06-01");
    BOOST_TEST((reading.issue_date->confidence < sure) == (source == WordSource::ocr));
  }
}

// OCR may have passed over the label of the only day that stands by itself: it is that of issue where a later
// one is due.
BOOST_AUTO_TEST_CASE(a_lone_day_of_a_picture_is_surely_that_of_issue_only_before_a_day_by_which_to_pay) {
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  constexpr double enough = 0.85;
  const auto confidence = [&](const char* last) {
    auto page = typed_page({"Cedar Valley Gas", "Gas bill", "", "April 16, 2026", "", "Jane Miller",
                            "12 Oak Street", "Columbus, OH 43206", "", "Amount due     $36.00", last});
    page.source = WordSource::ocr;
    for (auto& word : page.words) word.source = WordSource::ocr;
    const auto reading = extractor.read({page}, "");
    BOOST_TEST_REQUIRE(reading.issue_date.has_value());
    BOOST_TEST(to_iso(reading.issue_date->value) == "2026-04-16");
    return reading.issue_date->confidence;
  };
  BOOST_TEST(confidence("Payment due:       May 8, 2026") >= enough);
  BOOST_TEST(confidence("Thank you for paying on time") < enough);
}

BOOST_AUTO_TEST_CASE(one_day_years_behind_all_others_is_not_what_a_document_is_about) {
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  const auto confidence = [&](const char* day) {
    const auto reading = extractor.read(
        {typed_page({"Caisse populaire des Bouleaux", "Relevé de compte", "Période du 1er au 31 août 2026",
                     "", "Assemblée générale le 22 septembre 2026",
                     "La ristourne a été versée le 28 avril 2026", "",
                     "Solde du prêt 8 116,73 $     Échéance     " + std::string(day)})},
        "");
    BOOST_TEST_REQUIRE(reading.issue_date.has_value());
    BOOST_TEST(to_iso(reading.issue_date->value) == "2026-08-31");
    return reading.issue_date->confidence;
  };
  constexpr double no_more_than_a_due_date = 0.05;
  BOOST_TEST(confidence("25 mai 2028") >= confidence("25 septembre 2026") - no_more_than_a_due_date);
}

BOOST_AUTO_TEST_CASE(a_statement_made_behind_its_period_leaves_the_periods_end_in_question) {
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  constexpr double serious = 0.12;
  const auto in_question = [&](const char* label) {
    const auto reading = extractor.read(
        {typed_page({"Pivotly Money", "Account statement", std::string(label) + " 3 Jul 2026", "",
                     "AOIFE NÍ DHOMHNAILL", "Cloonagh House, Knockferry Road", "Moycullen",
                     "Co. Galway H91 RK5T", "", "Account transactions from 1 June 2026 to 30 June 2026",
                     "Opening balance   €642.18", "Closing balance   €2,500.50"})},
        "");
    BOOST_TEST_REQUIRE(reading.issue_date.has_value());
    BOOST_TEST(to_iso(reading.issue_date->value) == "2026-07-03");
    return std::ranges::any_of(reading.runners_up, [&](const RunnerUp& runner) {
      return runner.field == "issue_date" && runner.value == "2026-06-30" && runner.confidence >= serious;
    });
  };
  BOOST_TEST(in_question("Generated on"));
  BOOST_TEST(!in_question("Statement date"));
}

BOOST_AUTO_TEST_CASE(a_day_that_is_due_further_up_is_not_that_of_issue_on_the_slip) {
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  const auto reading =
      extractor.read({typed_page({"Cedar Valley Gas", "Gas bill", "", "Jane Miller", "12 Oak Street",
                                  "Columbus, OH 43206", "", "Payment due:     May 28, 2026",
                                  "Amount due     $36.00", "", "PAYMENT SLIP", "May 28, 2026"})},
                     "");
  BOOST_TEST(!reading.issue_date.has_value());
}
