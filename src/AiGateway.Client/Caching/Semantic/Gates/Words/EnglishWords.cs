namespace AiGateway.Client.Caching.Semantic.Gates.Words;

/// <summary>English words.</summary>
internal static class EnglishWords
{
    /// <summary>Small words, numbers, dates, and words that exclude each other.</summary>
    public const string Lines = """
        det: a an the my your his her its our their this that these those some any each every
        aux: is are was were be been being am do does did done doing has have had having can could will would shall should may might must ought 's 'd 'll 've 're 'm gets got get
        pro: i you he she it we they me him us them one someone somebody anyone people mine yours myself yourself
        ask: what what's who who's whom whose which when where where's why how how's
        prep: in on at of for about into onto through during via within across along around near as until till
        stop: please tell explain describe show give let know want need like help just also so really actually exactly there here then well ok okay hi hello hey thanks thank dear quickly quick briefly simply kindly possible way ways method thing things would could so called wondering wonder curious find out look up if whether it's i'm i've i'd i'll that's there's let's what're you're we're they're they've don o'clock oclock ago per many much
        not: not never no cannot without none nobody nothing neither nor except n't dont doesnt didnt isnt arent wasnt cant couldnt wouldnt shouldnt wont havent hasnt
        fail: fail failed failing fails failure unable broken problem problems trouble issue issues error errors refuse refuses refusing stopped stops missing lack lacks lacking impossible forbidden stuck wrong crash crashes crashing deny denied rejected prevent prevents avoid down dead illegal unlawful prohibited banned disallowed unsafe invalid useless
        known: know sure remember understand recall mind only just think certain familiar mention matter
        same: compare compares comparison compared versus difference differences different differ similar similarity similarities common same equal equals equivalent distance far between choose choosing together married combine combined mix apart
        and: and or & vs vs. versus + , plus times
        from: from
        to: to into towards toward
        than: than
        by: by
        instead: instead
        before: before prior
        after: after following since
        compare: better worse faster slower older younger bigger smaller larger taller shorter cheaper higher lower heavier lighter longer earlier later greater less more stronger weaker healthier safer easier harder hotter colder warmer cooler newer closer farther further richer poorer louder quieter
        particle: turn switch power put toggle log sign check opt clock zoom scale speed slow roll move go set shut cash
        number: zero=0 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 dozen=12
        scale: hundred=100 thousand=1000 k=1000 million=1000000 mn=1000000 billion=1000000000 bn=1000000000 trillion=1000000000000
        ordinal: first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11 twelfth=12 thirteenth=13 twentieth=20
        month: january=1 jan=1 february=2 feb=2 april=4 apr=4 june=6 jun=6 july=7 jul=7 august=8 aug=8 september=9 sept=9 sep=9 october=10 oct=10 november=11 nov=11 december=12 dec=12
        maybemonth: march=3 mar=3 may=5
        day: monday=1 tuesday=2 wednesday=3 thursday=4 friday=5 saturday=6 sunday=7
        maybeday: mon=1 tue=2 tues=2 wed=3 thu=4 thurs=4 fri=5 sat=6 sun=7
        relative: today=today tonight=tonight tomorrow=tomorrow yesterday=yesterday noon=12:00 midday=12:00 midnight=0:00 morning=morning afternoon=afternoon evening=evening weekend=weekend spring=spring summer=summer autumn=autumn winter=winter christmas=12-25 easter=easter
        unit: percent=% percentage=% pct=% dollar=usd dollars=usd buck=usd bucks=usd euro=eur euros=eur pound=pound pounds=pound sterling=pound yen=jpy rupee=inr rupees=inr franc=chf francs=chf yuan=cny cent=cent cents=cent
        unit: second=s seconds=s sec=s secs=s minute=min minutes=min mins=min hour=h hours=h hr=h hrs=h day=day days=day week=week weeks=week month=month months=month year=year years=year yr=year yrs=year decade=decade decades=decade century=century centuries=century
        unit: kilometer=km kilometre=km kilometers=km kilometres=km kms=km meter=m metre=m meters=m metres=m centimeter=cm centimetre=cm centimeters=cm centimetres=cm millimeter=mm millimetre=mm millimeters=mm millimetres=mm mile=mi miles=mi foot=ft feet=ft inch=inch inches=inch yard=yd yards=yd acre=acre acres=acre hectare=ha hectares=ha
        unit: kilogram=kg kilograms=kg kilo=kg kilos=kg kgs=kg gram=g grams=g gramme=g milligram=mg milligrams=mg ounce=oz ounces=oz lbs=pound lb=pound ton=ton tons=ton tonne=tonne tonnes=tonne stone=stone
        unit: liter=l litre=l liters=l litres=l milliliter=ml millilitre=ml milliliters=ml millilitres=ml gallon=gal gallons=gal pint=pint pints=pint cup=cup cups=cup tablespoon=tbsp tablespoons=tbsp teaspoon=tsp teaspoons=tsp
        unit: degree=deg degrees=deg celsius=c centigrade=c fahrenheit=f kelvin=kelvin byte=byte bytes=byte bit=bit bits=bit kilobyte=kb kilobytes=kb megabyte=mb megabytes=mb gigabyte=gb gigabytes=gb terabyte=tb terabytes=tb watt=w watts=w kilowatt=kw kilowatts=kw volt=v volts=v ampere=amp amps=amp calorie=cal calories=cal joule=joule joules=joule knot=kn knots=kn
        pair: increase raise boost grow growing rise rising increasing up upward gain upgrade / decrease reduce lower lowering shrink cut drop fall falling decreasing reducing decline downward downgrade
        pair: before prior / after following
        pair: first / last final
        pair: maximum max highest most largest biggest greatest / minimum min lowest least smallest fewest fewer
        pair: more greater higher larger bigger above over exceeding / less fewer lower smaller below under
        pair: best / worst
        pair: better / worse
        pair: buy buying purchase bought / sell selling sold
        pair: win winning won / lose losing lost
        pair: left / right
        pair: north northern / south southern / east eastern / west western
        pair: import importing imports imported / export exporting exports exported
        pair: upload uploading uploads uploaded / download downloading downloads downloaded
        pair: send sending sent / receive receiving received
        pair: deposit / withdraw withdrawal
        pair: lend lending / borrow borrowing
        pair: start begin starting open opened opens opening launch / stop end ending finish close closed closes closing quit
        pair: start begin starting beginning / end ending finish
        pair: add adding insert create creating append / remove removing delete deleting erase
        pair: encode encoding / decode decoding
        pair: encrypt encrypting encryption / decrypt decrypting decryption
        pair: compress compressing zip / decompress unzip extract
        pair: arrive arrival arriving arrivals arrives / depart departure departing departures leave leaving leaves departs
        pair: enter entry / exit
        pair: ascending / descending
        pair: advantages advantage pros benefits benefit upsides strengths / disadvantages disadvantage cons drawbacks drawback downsides risks weaknesses
        pair: men man male males boy boys / women woman female females girl girls
        pair: husband / wife
        pair: mother mom mum / father dad
        pair: son sons / daughter daughters
        pair: brother brothers / sister sisters
        pair: sunrise / sunset
        pair: input inputs / output outputs
        pair: front / back rear
        pair: top / bottom
        pair: hot warm heat heating hottest warmest hotter warmer / cold cool cooling coldest coolest colder cooler
        pair: high tall / low short
        pair: long longest longer / short shortest shorter
        pair: tallest / shortest
        pair: big large / small little tiny
        pair: fast fastest quick quickest faster / slow slowest slower
        pair: old oldest older elder / young youngest younger new newest newer
        pair: cheap cheapest cheaper inexpensive affordable / expensive costliest priciest
        pair: heavy heaviest heavier / light lightest lighter
        pair: easy easiest easier simple / difficult hard hardest harder tough
        pair: early earliest earlier / late latest later
        pair: employer employers / employee employees
        pair: landlord landlords / tenant tenants
        pair: teacher teachers / student students pupil
        pair: buyer buyers / seller sellers
        pair: vertical vertically / horizontal horizontally
        pair: rows row / columns column
        pair: parent parents / child children kids
        pair: indoor indoors / outdoor outdoors
        pair: inside / outside
        pair: show display showing unhide / hide hiding hidden
        pair: lock locking / unlock unlocking
        pair: expand expanding / collapse collapsing
        pair: gain gaining / lose losing
        pair: past / future
        pair: positive / negative
        pair: odd / even
        pair: push / pull
        pair: rise sunrise / set
        pair: debit / credit
        pair: upper uppercase / lower lowercase
        pair: causes cause / symptoms symptom / treatment treatments cure
        pair: inhale / exhale
        pair: read reading / write writing
        pair: ask question / answer
        pair: breakfast / lunch / dinner
        pair: red / blue / green / yellow / black / white / purple / orange / pink / brown / grey gray
        pair: daily / weekly / monthly / yearly annually annual
        pair: often usually always / rarely seldom
        pair: all / some
        pair: plus add adding added sum / minus subtract subtracted subtracting / multiply multiplied times product multiplying / divide divided dividing quotient
        pair: double doubled twice / triple tripled / half halve
        pair: gross / net
        pair: single / married
        pair: hire hiring / fire firing dismiss
        pair: import / export
        pair: merge merging / split splitting
        pair: love / hate
        pair: host / guest
        pair: domestic / international
        pair: vegan vegetarian / meat
        opposite: enable enabled enabling activate activated activating activation poweron / disable disabled disabling deactivate deactivated deactivating deactivation poweroff
        opposite: allow allowed allows permit permitted permits legal lawful legally / forbid forbidden forbids prohibit prohibited prohibits ban banned disallow disallowed deny denied illegal unlawful illegally block blocks blocked blocking
        pair: block blocking / unblock unblocking
        pair: mute muting / unmute unmuting
        pair: follow following / unfollow
        pair: pin / unpin
        pair: freeze / unfreeze thaw
        pair: link / unlink
        pair: sooner / later
        pair: good / bad
        pair: pass passed / fail failed
        pair: attach / detach
        pair: load / unload
        pair: pack / unpack
        pair: shrink / enlarge grow
        pair: save / spend
        pair: strengthen / weaken
        pair: lengthen / shorten
        pair: widen / narrow
        pair: tighten / loosen
        pair: relevant / irrelevant
        pair: major / minor
        pair: morning / evening
        pair: ancient / modern
        pair: liquid / solid / gas
        opposite: accept accepted accepts approve approved / reject rejected rejects decline declined refuse refused
        opposite: include includes included including / exclude excludes excluded excluding
        opposite: succeed success successful successfully / fail failed failure fails unsuccessful
        opposite: true / false
        opposite: safe safely harmless / unsafe dangerous harmful hazardous toxic poisonous
        opposite: healthy / unhealthy
        opposite: have has / lack lacks lacking
        opposite: possible able / impossible unable
        opposite: remember / forget
        opposite: valid / invalid
        opposite: online / offline
        opposite: on / off
        opposite: signin login logon / signout logout logoff
        opposite: optin / optout
        opposite: zoomin / zoomout
        opposite: subscribe / unsubscribe
        opposite: public / private
        opposite: alive living / dead
        opposite: wet / dry
        opposite: raw uncooked / cooked
        opposite: sync / async
        opposite: mandatory required compulsory / optional voluntary
        opposite: agree / disagree
        opposite: free / paid
        opposite: present / absent
        opposite: same / different
        opposite: like / dislike
        opposite: correct right / incorrect wrong
        opposite: full / empty
        """;
}
