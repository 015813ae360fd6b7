namespace AiGateway.Client.Caching.Semantic.Gates.Words;

/// <summary>French words, without accents.</summary>
internal static class FrenchWords
{
    /// <summary>Small words, numbers, dates, and words that exclude each other.</summary>
    public const string Lines = """
        det: le la les l un une des du mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette ces chaque
        aux: est sont etait etaient etre suis es a ai as ont avoir avait avons avez fait faire fais peut peux pouvons pouvez puis peut-on dois doit doivent devrait va vais sera seront faut pourrait pourrais
        pro: je j tu il elle on nous vous ils elles me m te t se s moi toi lui y en c n qu d
        ask: que quoi qui quel quelle quels quelles quand ou pourquoi comment combien est-ce qu'est-ce
        prep: a au aux de dans en sur pour par avec chez entre pendant sous comme
        stop: ne merci svp veuillez bonjour salut dis dire dites explique expliquer expliquez montre montrer donne donner decris besoin voudrais aimerais savoir veux veut vouloir bien si alors donc aussi tres plutot possible facon moyen maniere il-y-a cela ca ceci aide aider s'il plait connaitre trouver trouve
        not: pas jamais sans aucun aucune rien ni non personne sauf excepte
        fail: probleme problemes erreur erreurs casse panne impossible interdit echec echoue refuse refuse bloque illegal
        known: sais sait sur sure comprends seulement souviens
        same: comparer compare comparaison difference differences entre semblable similaire pareil meme commun distance loin ensemble somme ajoute
        and: et ou plus fois ainsi
        from: depuis
        to: vers
        than: que
        by: par
        instead: lieu
        before: avant
        after: apres
        compare: meilleur meilleure mieux pire plus moins
        number: deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 quatorze=14 quinze=15 seize=16 vingt=20 trente=30 quarante=40 cinquante=50 soixante=60 zero=0 douzaine=12
        scale: cent=100 mille=1000 million=1000000 millions=1000000 milliard=1000000000 milliards=1000000000
        ordinal: premier=1 premiere=1 deuxieme=2 seconde=2 troisieme=3 quatrieme=4 cinquieme=5
        month: janvier=1 fevrier=2 mars=3 avril=4 mai=5 juin=6 juillet=7 aout=8 septembre=9 octobre=10 novembre=11 decembre=12
        day: lundi=1 mardi=2 mercredi=3 jeudi=4 vendredi=5 samedi=6 dimanche=7
        relative: aujourd'hui=today demain=tomorrow hier=yesterday midi=12:00 minuit=0:00 matin=morning apres-midi=afternoon soir=evening weekend=weekend week-end=weekend printemps=spring automne=autumn hiver=winter noel=12-25 paques=easter
        unit: pourcent=% euro=eur euros=eur dollar=usd dollars=usd livre=pound livres=pound francs=chf centimes=cent
        unit: secondes=s minute=min minutes=min heure=h heures=h jour=day jours=day semaine=week semaines=week mois=month an=year ans=year annee=year annees=year siecle=century
        unit: kilometre=km kilometres=km metre=m metres=m centimetre=cm centimetres=cm millimetres=mm mille-nautique=nmi miles=mi pied=ft pieds=ft pouce=inch pouces=inch hectare=ha hectares=ha kilogramme=kg kilogrammes=kg kilo=kg kilos=kg gramme=g grammes=g tonne=tonne tonnes=tonne litre=l litres=l millilitres=ml degre=deg degres=deg celsius=c fahrenheit=f octets=byte
        pair: augmenter augmente augmentation hausse / diminuer diminue reduire reduit baisser baisse diminution reduction
        pair: avant / apres
        pair: premier premiere / dernier derniere
        pair: maximum maximal maximale / minimum minimal minimale
        pair: plus / moins
        pair: meilleur meilleure mieux meilleurs meilleures / pire pires
        pair: acheter achete achat / vendre vend vente
        pair: gagner gagne gagnant / perdre perd perdu
        pair: gauche / droite
        pair: nord / sud / est-cardinal / ouest
        pair: ouvrir ouvre ouvert ouverture / fermer ferme fermeture
        pair: ajouter ajoute creer / supprimer supprime enlever retirer effacer
        pair: envoyer envoie / recevoir recois
        pair: importer import / exporter export
        pair: televerser / telecharger
        pair: deposer depot / retirer retrait
        pair: commencer commence debut / arreter arrete finir fin terminer
        pair: arrivee arriver / depart partir
        pair: avantages avantage / inconvenients inconvenient risques
        pair: homme hommes / femme femmes
        pair: mere / pere
        pair: haut haute / bas basse
        pair: chaud chaude / froid froide
        pair: long longue / court courte
        pair: grand grande grands grandes / petit petite petits petites
        pair: rapide rapides / lent lente
        pair: vieux vieille ancien ancienne / jeune nouveau nouvelle neuf
        pair: cher chere chers cheres / pas-cher economique
        pair: facile / difficile
        pair: interieur / exterieur
        pair: afficher affiche / masquer masque cacher cache
        pair: verrouiller / deverrouiller
        pair: lever / coucher
        pair: rouge / bleu bleue / vert verte / jaune / noir noire / blanc blanche
        pair: brut / net
        opposite: activer active allumer allume / desactiver desactive eteindre eteins
        opposite: autorise autoriser permis legal / interdit interdire illegal
        opposite: accepter accepte / refuser refuse rejeter
        opposite: possible / impossible
        opposite: connecter connexion connecte / deconnecter deconnexion deconnecte
        opposite: sain saine / malsain malsaine
        opposite: dangereux dangereuse / inoffensif sur
        opposite: vrai / faux
        opposite: public publique / prive privee
        opposite: obligatoire / facultatif optionnel
        opposite: gratuit gratuite / payant payante
        opposite: inclus inclure / exclu exclure
        like: marcher fonctionner marche fonctionne
        like: passer produire arriver passe produit arrive
        like: meteo temps
        like: voiture auto
        like: cout coute prix
        like: habitants population
        like: annuler resilier
        like: changer modifier reinitialiser
        """;
}
