namespace AiGateway.Client.Caching.Semantic.Gates.Words;

/// <summary>English words of one meaning.</summary>
internal static class EnglishMeanings
{
    /// <summary>One group in each line.</summary>
    public const string Lines = """
        like: buy purchase acquire order
        like: fix repair resolve solve troubleshoot mend
        like: car automobile vehicle
        like: phone telephone cellphone smartphone mobile
        like: movie film
        like: job work career occupation position
        like: large big huge
        like: small little tiny
        like: begin start commence
        like: end finish stop conclude
        like: make create build construct produce generate
        like: change modify alter edit update adjust
        like: reset recover restore
        like: delete remove erase
        like: cancel terminate
        like: cost price charge fee expense rate
        like: company firm business corporation enterprise organisation organization
        like: employee worker staff
        like: boss ceo chief head leader director
        like: author writer wrote write written
        like: painter paint painted
        like: invent inventor invented invention discover discovered discoverer
        like: find locate search discover
        like: show display
        like: use utilise utilize employ using used
        like: install setup set-up set
        like: error mistake bug problem issue fault
        like: recipe dish
        like: cook prepare make bake
        like: doctor physician
        like: child kid
        like: home house
        like: picture photo image photograph
        like: quick fast rapid speedy
        like: cheap inexpensive affordable low-cost
        like: simple easy straightforward
        like: hard difficult tough
        like: important essential crucial vital significant key
        like: mean meaning means definition define stand signify denote
        like: reason cause why
        like: kind type sort
        like: example instance sample
        like: number amount quantity count
        like: city town
        like: country nation state
        like: street road
        like: population inhabitant inhabitants residents people
        like: live reside dwell
        like: journey trip travel
        like: flight plane fly
        like: holiday vacation
        like: money cash funds
        like: salary pay wage income earnings
        like: email mail e-mail
        like: password passcode
        like: account profile
        like: website site webpage page
        like: app application program programme software
        like: computer pc laptop machine
        like: bug defect
        like: function method procedure
        like: list enumerate
        like: method way approach technique manner strategy
        like: benefit advantage pro upside
        like: drawback disadvantage con downside
        like: difference distinction contrast
        like: learn study
        like: teach instruct
        like: help assist aid support
        like: story tale
        like: happy glad
        like: sick ill
        like: disease illness sickness condition
        like: medicine drug medication
        like: rain rainfall precipitation
        like: height tall high elevation altitude
        like: long length
        like: deep depth
        like: wide width broad
        like: old age
        like: heavy weigh weight
        like: far distance
        like: hot temperature warm
        like: fast speed velocity
        like: loud noise
        like: situated located lie lies location
        like: die died death dead
        like: born birth birthday birthdate
        like: happen occur occurred happened
        like: get obtain receive
        like: send ship dispatch deliver
        like: delivery shipping shipment
        like: return refund
        like: rule regulation law
        like: let allow permit
        like: required needed necessary need require
        like: improve enhance better boost
        like: reduce lower decrease cut lessen
        like: increase raise grow
        like: choose select pick
        like: close shut
        like: connect link join
        like: check verify confirm
        like: calculate compute
        like: convert conversion change turn
        like: translate translation
        like: win won winner victory
        like: explain describe clarify summarise summarize outline
        like: currency money
        like: president leader head
        like: area size surface
        like: good great nice excellent
        like: tasty delicious yummy
        like: eat consume
        like: drink sip
        like: restart reboot
        like: price pricing
        like: step instruction guide tutorial
        like: capital capitals
        like: lake pond
        like: people persons folks humans
        like: person human individual
        like: sea ocean
        like: begin beginning onset outbreak
        like: best top ideal optimal
        like: file document
        like: folder directory
        like: screen display monitor
        like: remove uninstall
        like: run execute launch
        like: contact reach
        like: customer client
        like: answer reply respond
        like: ask request
        like: boil boiling
        like: freeze freezing
        like: melt melting
        like: often frequently frequent frequency
        like: current present
        like: discount reduction
        like: hour hourly
        like: main primary principal major chief
        like: quantity volume
        like: rent lease
        like: stop quit prevent
        """;
}
