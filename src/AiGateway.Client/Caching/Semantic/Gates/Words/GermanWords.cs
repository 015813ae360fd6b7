namespace AiGateway.Client.Caching.Semantic.Gates.Words;

/// <summary>German words, without umlauts.</summary>
internal static class GermanWords
{
    /// <summary>Small words, numbers, dates, and words that exclude each other.</summary>
    public const string Lines = """
        det: der die das den dem des ein eine einen einem einer eines mein meine meinen meinem meiner meines dein deine deinen ihr ihre ihren ihrem sein seine unser unsere dieser diese dieses diesen diesem jeder jede jedes
        aux: ist sind war waren bin bist seid sein wird werden wurde wurden worden geworden hat haben hatte hatten habe kann kannst konnen konnte konnten konnt soll sollte sollen muss mussen musste darf durfen durfte mochte will wollen wurde gibt gab lasst lassen tun tut
        pro: ich du er sie es wir ihr mir mich dir dich uns euch ihm ihn ihnen man sich
        ask: was wer wem wen wessen welche welcher welches welchen welchem wann wo woher wohin warum weshalb wieso wie wieviel wozu
        prep: in im ins an am auf bei beim fur mit uber um unter durch gegen wahrend wegen als pro zwischen laut bezuglich
        stop: bitte sag sagen erklare erklaren erklar zeig zeige zeigen mir nenne nennen beschreibe beschreiben hilf helfen wissen uhr pro gern gerne mal denn doch eigentlich genau so auch noch schon etwa da hier dass ob wenn hallo danke eben einfach viel viele sehr brauche brauchen geht gehen weg am besten moglich moglichkeit konntest finde finden
        not: nicht kein keine keinen keinem keiner keines nie niemals ohne weder nichts niemand nirgends ausser
        fail: problem probleme fehler kaputt defekt unmoglich verboten scheitert fehlgeschlagen fehlt fehlen verweigert abgelehnt illegal unzulassig untersagt
        known: weiss weissnicht sicher nur wissen kenne kenn verstehe
        same: vergleich vergleiche vergleichen unterschied unterschiede unterscheiden gleich gleiche ahnlich gemeinsam entfernung entfernt weit zwischen oder zusammen summe addiere
        and: und oder sowie plus mal beziehungsweise bzw
        from: von vom aus
        to: nach zu zum zur
        than: als
        by: durch
        instead: statt anstatt anstelle
        before: vor bevor
        after: nach nachdem seit
        compare: besser schlechter schneller langsamer alter junger grosser kleiner teurer billiger hoher niedriger schwerer leichter langer kurzer mehr weniger gesunder sicherer warmer kalter
        number: null=0 zwei=2 drei=3 vier=4 funf=5 fuenf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwolf=12 dreizehn=13 vierzehn=14 funfzehn=15 sechzehn=16 siebzehn=17 achtzehn=18 neunzehn=19 zwanzig=20 dreissig=30 vierzig=40 funfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90 dutzend=12 fuenfzig=50 funfundzwanzig=25
        scale: hundert=100 tausend=1000 million=1000000 millionen=1000000 mio=1000000 milliarde=1000000000 milliarden=1000000000 mrd=1000000000
        ordinal: erste=1 ersten=1 erster=1 erstes=1 zweite=2 zweiten=2 zweiter=2 zweites=2 dritte=3 dritten=3 dritter=3 drittes=3 vierte=4 vierten=4 funfte=5 funften=5 sechste=6 sechsten=6 zehnte=10 zehnten=10
        month: januar=1 jan=1 februar=2 feb=2 marz=3 maerz=3 april=4 mai=5 juni=6 juli=7 august=8 september=9 sep=9 oktober=10 okt=10 november=11 nov=11 dezember=12 dez=12
        day: montag=1 montags=1 dienstag=2 dienstags=2 mittwoch=3 mittwochs=3 donnerstag=4 donnerstags=4 freitag=5 freitags=5 samstag=6 samstags=6 sonnabend=6 sonntag=7 sonntags=7
        relative: heute=today morgen=tomorrow ubermorgen=overmorrow gestern=yesterday vorgestern=ereyesterday mittag=12:00 mitternacht=0:00 morgens=morning vormittag=morning nachmittag=afternoon abend=evening abends=evening wochenende=weekend fruhling=spring sommer=summer herbst=autumn winter=winter weihnachten=12-25 ostern=easter
        unit: prozent=% euro=eur euros=eur dollar=usd pfund=pound franken=chf yen=jpy cent=cent
        unit: sekunde=s sekunden=s minute=min minuten=min stunde=h stunden=h tag=day tage=day tagen=day woche=week wochen=week monat=month monate=month monaten=month jahr=year jahre=year jahren=year jahrhundert=century jahrzehnt=decade
        unit: kilometer=km kilometern=km meter=m metern=m zentimeter=cm millimeter=mm meile=mi meilen=mi fuss=ft zoll=inch hektar=ha kilogramm=kg kilo=kg gramm=g milligramm=mg unze=oz unzen=oz tonne=tonne tonnen=tonne liter=l litern=l milliliter=ml grad=deg celsius=c fahrenheit=f kelvin=kelvin gigabyte=gb megabyte=mb terabyte=tb watt=w kilowatt=kw volt=v kalorien=cal
        pair: erhohen erhohe steigern steigere steigen steigt steigere vergrossern anheben wachsen wachst / senken senke verringern verringere reduzieren reduziere verkleinern mindern sinken sinkt fallen fallt vermindern
        pair: vor bevor / nach nachdem
        pair: erste ersten erster erstes zuerst / letzte letzten letzter letztes zuletzt
        pair: maximal maximum maximale hochste hochsten meisten grosste grossten hochster / minimal minimum minimale niedrigste niedrigsten wenigsten kleinste kleinsten tiefste
        pair: mehr / weniger
        pair: beste besten bester bestes / schlechteste schlechtesten
        pair: besser / schlechter
        pair: kaufen kaufe gekauft kauf / verkaufen verkaufe verkauft verkauf
        pair: gewinnen gewinne gewonnen gewann gewinn / verlieren verliere verloren verlor verlust
        pair: links linke linken / rechts rechte rechten
        pair: norden nordlich / suden sudlich / osten ostlich / westen westlich
        pair: offnen offne geoffnet / schliessen schliesse geschlossen schliesst
        pair: hinzufugen fuge hinzugefugt anlegen erstellen / entfernen entferne loschen losche geloscht
        pair: hochladen hochgeladen / herunterladen heruntergeladen
        pair: senden sende gesendet schicken / empfangen empfange erhalten
        pair: einzahlen einzahlung / abheben auszahlung auszahlen
        pair: leihen / verleihen
        pair: starten starte beginnen beginnt beginn anfang anfangen / stoppen stoppe beenden beende enden endet ende aufhoren
        pair: importieren importiere import / exportieren exportiere export
        pair: verschlusseln verschlussele verschlusselung / entschlusseln entschlussele entschlusselung
        pair: ankunft ankommen ankommt / abfahrt abfahren abflug abreise
        pair: vorteile vorteil / nachteile nachteil risiken
        pair: manner mann / frauen frau
        pair: mutter / vater
        pair: eingang / ausgang
        pair: oben obere / unten untere
        pair: heiss warm warmste warmsten / kalt kalteste kaltesten
        pair: hoch / niedrig tief
        pair: lang langste langsten / kurz kurzeste kurzesten
        pair: gross grosse grossen / klein kleine kleinen
        pair: schnell schnellste schnellsten / langsam langsamste langsamsten
        pair: alt alte alteste altesten / jung neu neue neueste neuesten jungste jungsten
        pair: billig gunstig billigste gunstigste gunstigsten billigsten / teuer teuerste teuersten
        pair: schwer schwerste / leicht leichteste
        pair: fruh fruheste fruher / spat spateste spater
        pair: arbeitgeber / arbeitnehmer
        pair: vermieter / mieter
        pair: innen drinnen / aussen draussen
        pair: anzeigen einblenden / ausblenden verstecken verbergen
        pair: sperren sperre / entsperren entsperre
        pair: zunehmen / abnehmen
        pair: aufgang sonnenaufgang / untergang sonnenuntergang
        pair: taglich / wochentlich / monatlich / jahrlich
        pair: plus addiere / minus subtrahiere / mal multipliziere / geteilt dividiere
        pair: rot rote roter / blau blaue / grun grune / gelb gelbe / schwarz schwarze / weisse
        pair: brutto / netto
        opposite: aktivieren aktiviere aktiviert einschalten einschalte poweron / deaktivieren deaktiviere deaktiviert ausschalten ausschalte abschalten poweroff
        opposite: erlaubt erlauben gestattet zulassig legal / verboten verbieten untersagt unzulassig illegal
        opposite: annehmen akzeptieren akzeptiert genehmigt / ablehnen abgelehnt
        opposite: moglich / unmoglich
        opposite: anmelden anmelde signin einloggen / abmelden abmelde signout ausloggen
        opposite: sicher ungefahrlich ungiftig / unsicher gefahrlich giftig
        opposite: gesund / ungesund
        opposite: gultig / ungultig
        opposite: wahr richtig / falsch
        opposite: einschliesslich inklusive inbegriffen / ausschliesslich exklusive
        opposite: offentlich / privat
        opposite: pflicht verpflichtend / freiwillig optional
        opposite: kostenlos gratis / kostenpflichtig
        like: passiert geschah geschehen passieren ereignete
        like: funktionieren funktioniert gehen geht
        like: wetter temperatur
        like: kundigen kundige kundigung beenden stornieren
        like: andern andere wechseln wechsle zurucksetzen zurucksetze
        like: auto wagen
        like: kosten kostet preis
        like: arzt doktor
        like: handy smartphone telefon
        like: einwohner bevolkerung einwohnerzahl
        """;
}
