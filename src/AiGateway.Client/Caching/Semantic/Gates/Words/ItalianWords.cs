namespace AiGateway.Client.Caching.Semantic.Gates.Words;

/// <summary>Italian words, without accents.</summary>
internal static class ItalianWords
{
    /// <summary>Small words, numbers, dates, and words that exclude each other.</summary>
    public const string Lines = """
        det: il lo la i gli le l un uno una mio mia miei mie tuo tua suo sua nostro nostra questo questa questi queste quel quello quella ogni
        aux: e sono era erano essere fu sei ho ha hai hanno avere aveva posso puo puoi possono potere devo deve dovrebbe fa fare faccio va vado sara c'e potresti potrebbe stato
        pro: io tu lui lei noi voi loro mi ti si ci vi ne me
        ask: che dov cos com cosa cos'e chi quale quali qual quando dove dov'e perche come com'e quanto quanta quanti quante
        prep: in nel nella nei nelle su sul sulla per con tra fra durante sotto del della dei degli delle dell d di
        stop: per favore grazie ciao dimmi spiega spiegare spiegami mostra mostrami dammi descrivi aiuto aiutami voglio vorrei bisogno sapere bene se anche molto cosi modo maniera possibile trovare trovo
        not: non mai senza nessuno nessuna nessun niente nulla ne' no neanche tranne eccetto
        fail: problema problemi errore errori guasto rotto impossibile vietato proibito rifiutato bloccato illegale fallito
        known: so sicuro sicura capisco ricordo solo soltanto
        same: confronta confrontare confronto differenza differenze tra fra simile uguale stesso distanza dista lontano insieme somma
        and: e ed o oppure piu
        from: da dal dalla dai dalle dall
        to: a al alla verso ad
        than: che
        by: da dal
        instead: invece posto
        before: prima
        after: dopo
        compare: meglio migliore peggiore peggio piu meno maggiore minore
        number: due=2 tre=3 quattro=4 cinque=5 sette=7 otto=8 nove=9 dieci=10 undici=11 dodici=12 tredici=13 quattordici=14 quindici=15 sedici=16 diciassette=17 diciotto=18 diciannove=19 venti=20 trenta=30 quaranta=40 cinquanta=50 sessanta=60 settanta=70 ottanta=80 novanta=90 zero=0 dozzina=12
        scale: cento=100 mille=1000 mila=1000 milione=1000000 milioni=1000000 miliardo=1000000000 miliardi=1000000000
        ordinal: primo=1 secondo=2 seconda=2 terzo=3 terza=3 quarto=4 quarta=4 quinto=5 quinta=5
        month: gennaio=1 febbraio=2 marzo=3 aprile=4 maggio=5 giugno=6 luglio=7 agosto=8 settembre=9 ottobre=10 novembre=11 dicembre=12
        day: lunedi=1 martedi=2 mercoledi=3 giovedi=4 venerdi=5 sabato=6 domenica=7
        relative: oggi=today domani=tomorrow dopodomani=overmorrow ieri=yesterday mezzogiorno=12:00 mezzanotte=0:00 mattina=morning pomeriggio=afternoon sera=evening primavera=spring estate=summer autunno=autumn inverno=winter natale=12-25 pasqua=easter
        unit: percento=% euro=eur dollaro=usd dollari=usd sterlina=pound sterline=pound centesimi=cent
        unit: secondi=s minuto=min minuti=min ora=h ore=h giorno=day giorni=day settimana=week settimane=week mese=month mesi=month anno=year anni=year secolo=century
        unit: chilometro=km chilometri=km metro=m metri=m centimetro=cm centimetri=cm millimetri=mm miglio=mi miglia=mi piede=ft piedi=ft pollice=inch pollici=inch ettaro=ha ettari=ha chilogrammo=kg chilogrammi=kg chilo=kg chili=kg grammo=g grammi=g oncia=oz once=oz tonnellata=tonne tonnellate=tonne litro=l litri=l millilitri=ml grado=deg gradi=deg celsius=c fahrenheit=f
        pair: aumentare aumenta aumento alzare / diminuire diminuisce ridurre riduce abbassare riduzione
        pair: prima / dopo
        pair: primo / ultimo ultima
        pair: massimo massima / minimo minima
        pair: piu / meno
        pair: migliore migliori meglio / peggiore peggiori peggio
        pair: comprare compro acquistare acquisto / vendere vendo vendita
        pair: vincere vince vinto / perdere perde perso
        pair: sinistra / destra
        pair: nord / sud / est / ovest
        pair: aprire apro aperto apre / chiudere chiudo chiuso chiude
        pair: aggiungere aggiungo creare / eliminare elimino rimuovere rimuovo cancellare
        pair: inviare invio spedire / ricevere ricevo
        pair: importare / esportare
        pair: caricare / scaricare
        pair: depositare versare / prelevare
        pair: iniziare inizia inizio cominciare / finire finisce fine terminare fermare
        pair: arrivo arrivare / partenza partire
        pair: vantaggi vantaggio benefici / svantaggi svantaggio rischi
        pair: uomo uomini / donna donne
        pair: madre / padre
        pair: alto alta / basso bassa
        pair: caldo calda / freddo fredda
        pair: lungo lunga / corto corta
        pair: grande grandi / piccolo piccola piccoli
        pair: veloce / lento lenta
        pair: vecchio vecchia antico / giovane nuovo nuova
        pair: economico economica / costoso costosa caro
        pair: facile / difficile
        pair: dentro interno / fuori esterno
        pair: mostrare / nascondere
        pair: bloccare blocco / sbloccare sblocco
        pair: alba / tramonto
        pair: rosso rossa / blu / verde / giallo gialla / nero nera / bianco bianca
        pair: lordo / netto
        opposite: attivare attivo accendere accendo abilitare / disattivare disattivo spegnere spengo disabilitare
        opposite: consentito permesso legale / vietato proibito illegale
        opposite: accettare accetto / rifiutare rifiuto
        opposite: possibile / impossibile
        opposite: sano / malsano
        opposite: sicuro / pericoloso insicuro
        opposite: vero / falso
        opposite: pubblico pubblica / privato privata
        opposite: obbligatorio / facoltativo
        opposite: gratis gratuito / pagamento
        opposite: incluso includere / escluso escludere
        like: macchina auto automobile
        like: costo costa prezzo
        like: abitanti popolazione
        like: cambiare modificare reimpostare
        like: tempo meteo
        """;
}
