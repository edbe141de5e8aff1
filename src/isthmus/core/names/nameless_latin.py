"""What is written where a name is not known, in languages of Latin letters. See `nameless_forms`."""

__all__ = ["ONLY_MARKED", "TABLE"]

# Forms that without their marks are names of people, or other words.
ONLY_MARKED = frozenset(
    {
        "père",
        "tía",
        "tío",
        "mãe",
        "bébé",
        "bebé",
        "eşi",
        "niña",
        "niño",
        "niñas",
        "niños",
        "né",
        "née",
        "männer",
        "nº",
    }
)

TABLE = {
    "en": """
unknown: nn; unknown; unknowns; unkown; unknow; unk; unkn; unidentified; un identified; unid; unidentifiable
  unnamed; nameless; noname; no name; no names; without name; without a name; without names; anonymous
  anonymised; anonymized; undisclosed; unspecified; unrecorded; unrecognised; unrecognized; unrecognisable
  unrecognizable; unclaimed; withheld; redacted; not known; not identified; non identified; not yet identified
  not yet known; yet to be identified; yet to be named; to be identified; to be named; to be confirmed
  to be determined; awaiting identification; pending identification; identification pending; identity pending
  not yet named; not yet released; un named; not named; no name given; not given; not provided; not stated
  not recorded; not released; not available; not disclosed; not published; not listed; not reported
  not specified; not mentioned; not established; not determined; not clear; not recognised; not recognized
  not recognisable; name missing; missing name; no identity; no identification; no id; no information; no info
  no data; no details; nobody; no one; somebody; someone; none; null; tbd; tba; tbc; tbi; john doe; jane doe
  baby doe; john does; no further details; no further information
person: woman; men; women; male; female; males; females; people; persons; children; boys; girls; girl; infant
  infants; babies; newborn; newborns; toddler; toddlers; teenager; teenagers; adult; adults; corpse; corpses
  bodies; remains; body; victim; victims; civilian; civilians; individual; individuals; fatality; fatalities
  casualty; casualties; detainee; detainees; prisoner; prisoners; inmate; inmates; fighter; fighters; soldier
  soldiers; militant; militants; protester; protesters; migrant; migrants; refugee; refugees; passenger
  passengers; patients; witnesses; resident; residents; villager; villagers; deceased; skeleton; skeletons; fetus
  foetus; strangers; suspect; suspects; baby boy; baby girl
either: man; boy; baby; child; person; youth; guy; lady; gentleman; twins; kid; kids; witness; patient; stranger
  driver; fisherman; farmer; worker; labourer; shepherd; student; teacher; doctor; nurse; policeman; guard
  trader; caller; passerby; bystander; neighbour; neighbor; beggar; sailor; medic
quality: a; the; young; old; elderly; middle; unborn; adult; burnt; burned; charred; decomposed; dismembered
  mutilated; dead; killed; shot; wounded; pregnant; aged; age; year; years; yr; yrs; yo; y; o; month; months; day
  days; approx; approximately; about; around; circa; possibly; probably; presumed; another; other; still; as yet
  yet; very; small; little; teenage; and; or; with; his; her; their; its; local; foreign; name; names; full name
  first name; last name; family name; surname; identity; title; identification; details; currently; mr; mrs; ms
  miss; dr; more; several; some; only; same family; both; all; unmarried; married; adolescent; minor; single
  headless; male; female; reported; st; nd; rd; th; elder; eldest; younger; youngest; human; skeletal; advanced
  decomposition; stillborn; still born; state; s
count: one; two; three; four; five; six; seven; eight; nine; ten; eleven; twelve; first; second; third; fourth
  fifth; sixth; dozen; dozens; many; few
label: no; nr; num; number; numbers; nos; nbr; id; ref; reference; case; code; file; grave; sample; dna; dvi
  item; exhibit; skull; tag; bag; plot; photo; photograph; tomb; serial; entry; row
relative_of: wife; husband; son; sons; daughter; daughters; child; children; baby; babies; infant; newborn
  toddler; mother; father; parents; parent; brother; brothers; sister; sisters; sibling; siblings; twin; twins
  spouse; widow; widower; grandson; granddaughter; grandchild; grandchildren; grandmother; grandfather; uncle
  aunt; nephew; nephews; niece; nieces; cousin; cousins; family; relative; relatives; kin; stepson; stepdaughter
  fiancee; fiance; fiancée; fiancé; girlfriend; boyfriend; daughter in law; son in law; mother in law
  father in law; brother in law; sister in law; member; members; household; offspring; partner; fetus; foetus
  boy; girl
possessed: family; household
possessive: s
of: of; to
where: from; in; at; near; found; born; wearing; who; which; whose; because; due; by; of; on; since; for; outside
called: named; called; alias; aka; a k a; known as; nicknamed; nickname; identified as; named as
alone: wife; wives; daughter; daughters; mother; grandmother; widow; granddaughter; grandchildren; children
  parents; siblings; family; relatives
""",
    "tr": """
unknown: bilinmeyen; bilinmiyor; bilinmez; kimliği belirsiz; kimliği bilinmeyen; kimliği bilinmiyor; kimliksiz
  isimsiz; kimliği tespit edilemeyen; kimliği tespit edilemedi; kimliği tespit edilemeyenler
  kimliği saptanamayan; adsız; kimliği belirlenemeyen; kimliği belirlenemedi; kimliği henüz belirlenemeyen
  adı bilinmeyen; adı bilinmiyor; ismi yok; ismi bilinmeyen; ismi bilinmiyor; isim yok; adı yok; ad yok
  adı açıklanmayan; ismi açıklanmayan; adı açıklanmadı; ismi belirsiz; adı belirsiz; belirsiz; meçhul; anonim
  belirtilmemiş; belirtilmedi; tespit edilemedi; teşhis edilemeyen; teşhis edilemedi; kimliği teşhis edilemeyen
  kimliği meçhul; ismi meçhul; isim verilmedi; tanınmayan; kimliği açıklanmayan; ismi öğrenilemeyen
  kimliği öğrenilemeyen; adı öğrenilemeyen; ismi öğrenilemedi; ismi tespit edilemeyen
person: kadın; kişi; şahıs; ceset; cenaze; cesedi; kadınlar; erkekler; çocuklar; mahkum; tutuklu; gözaltı
  militan; sivil; mağdur; mülteci; kişiler; cesetler; kişinin; kadının; erkeğin; çocuğun; yaşlı kadın; genç kadın
either: adam; oğlan; kız; genç; yaşlı; kız çocuğu; erkek çocuğu; erkek çocuk; kız çocuk; genç kız; asker; kurban
  tanık; göçmen; bebek; yaralı; erkek; çocuk
quality: bir; genç; yaşlı; yaşında; yaş; yaşlarında; hamile; ve; ile; kimliği; soyadı; adı soyadı; henüz; küçük
  yanmış; sakallı; yabancı; uyruklu; yeni doğan; yenidoğan; yaklaşık; aylık; cinsiyeti; ait; olan; diğer
count: iki; üç; dört; beş; altı; yedi; sekiz; dokuz; birinci; ikinci; üçüncü; birkaç
label: numara; numaralı; no lu; nolu; mezar; dosya; örnek
possessive: in; un; ün; nin; nun; nün
possessed: eşi; karısı; kocası; annesi; babası; kardeşi; ablası; abisi; ağabeyi; çocuğu; çocukları; bebeği
  ailesi; torunu; yeğeni; gelini; damadı; kızkardeşi; kız kardeşi; erkek kardeşi; kardeşleri; oğulları; kızları
  nişanlısı; kayınvalidesi; kuzeni; yakını; dul eşi; dayısı; amcası; teyzesi; halası; büyükannesi; dedesi
  akrabası; kayınpederi
owned: oğlu; kızı; esi
called: adlı; adında; isimli; adındaki; lakaplı; takma adlı
""",
    "fr": """
unknown: inconnu; inconnue; inconnus; inconnues; nom inconnu; non identifié; non identifiée; non identifiés
  anonyme; non identifiées; pas identifié; pas identifiée; non identifiable; sans nom; sans identité
  identité inconnue; anonymes; identité non établie; non nommé; non nommée; non précisé; non communiqué
  non communiquée; nom non communiqué; non renseigné; non connu; non connue; nom non divulgué; non divulgué
  non disponible; indéterminé; indéterminée; quidam; pas de nom; nom manquant; en cours d identification
  à identifier; à déterminer; non indiqué; non mentionné; ignoré
person: femme; femmes; hommes; fillette; garçons; fille; filles; enfants; personne; personnes; cadavre; cadavres
  corps; victime; victimes; individu; individus; nourrisson; nouveau né; détenu; détenue; prisonnier; prisonnière
  civil; civils; migrant; migrante; migrants; blessé; manifestant; combattant; dépouille; restes; adolescent
  adolescente; jeune femme; jeune homme; jeune fille; vieil homme; vieille femme; naufragé; naufragés
either: homme; enfant; jeune; monsieur; madame; dame; soldat; garçon; bébé; témoin
quality: un; une; le; la; les; l; d; de; du; des; âgé; âgée; ans; an; environ; enceinte; adulte; et; son; sa; ses
  nom; noms; prénom; nom de famille; identité; mort; morte; tué; tuée; brûlé; carbonisé; sexe; masculin; féminin
  mineur; mineure; autre; encore; petit; petite; m; mme; mlle; décédé; décédée; leur; leurs; jumeaux
count: deux; trois; quatre; cinq; six; sept; huit; neuf; dix; premier; première; deuxième; troisième; plusieurs
label: numéro; nº; tombe; dossier; échantillon
relative: famille
relative_of: épouse; époux; femme; fils; fille; filles; enfant; enfants; mère; père; parents; frère; frères; sœur
  sœurs; soeur; soeurs; veuve; veuf; petit fils; petite fille; bébé; neveu; nièce; cousin; cousine; tante; oncle
  famille; belle fille; beau fils; belle mère; beau père; belle sœur; beau frère; fiancée; proche; membre
  compagne; conjoint; conjointe; grand mère; grand père; jumeaux; nourrisson; membres
of: de; du; d; des; à
where: de; du; d; à; en; dans; près; trouvé; trouvée; originaire; né; née; sur; dont; qui; retrouvé; retrouvée
called: nommé; nommée; dit; dite; surnommé; surnommée; appelé; appelée; prénommé; prénommée; alias
alone: épouse; belle fille; belle mère
""",
    "es": """
unknown: desconocido; desconocida; desconocidos; desconocidas; no identificado; no identificada; no identificados
  no identificadas; sin identificar; sin nombre; sin identidad; sin identificación; anónimo; anónima
  se desconoce; se ignora; nombre desconocido; no se sabe; no conocido; no especificado; no consta; no disponible
  no informado; no revelado; no indicado; sin datos; sin información; sin especificar; por identificar
  por confirmar; ignorado; innominado; innominada; identidad desconocida; no registrado; no registra; fulano
  fulana; fulano de tal; fulana de tal; identidad reservada; nombre reservado; no reconocido; no reconocida
  indocumentado; indocumentada; sin determinar
person: mujer; mujeres; hombres; masculino; femenino; femenina; cadáver; cadáveres; cuerpo; cuerpos; persona
  personas; víctima; víctimas; individuo; sujeto; niñas; niños; niña; menor; menores; adolescente; bebés; joven
  feto; osamenta; restos; detenido; detenida; migrantes; testigo; civil; civiles; anciano; anciana; neonato
  recién nacido; recién nacida; occiso; occisa; esqueleto; migrante; manifestante
either: hombre; niño; bebé; señor; señora; varón; muchacho; muchacha; chico; chica; paciente; preso; soldado
quality: un; una; el; la; los; las; de; del; años; año; edad; meses; aproximadamente; unos; embarazada; adulto
  adulta; y; su; sus; nombre; nombres; apellido; apellidos; identidad; sexo; calcinado; calcinada; quemado
  quemada; muerto; muerta; asesinado; asesinada; otro; otra; aún; todavía; joven; humanos; persona; menor
  fallecido; fallecida; óseos; e
count: dos; tres; cuatro; cinco; seis; siete; ocho; nueve; diez; primer; primero; primera; segundo; segunda
  tercero; varios; varias
label: número; núm; fosa; expediente; muestra; tumba; nicho; caso
relative_of: esposa; esposo; mujer; marido; hijo; hijos; hija; hijas; madre; padre; padres; hermano; hermanos
  hermana; hermanas; viuda; viudo; nieto; nieta; sobrino; sobrina; tío; tía; abuela; abuelo; familia; familiar
  familiares; bebé; suegra; suegro; yerno; nuera; cuñado; cuñada; novia; novio; compañera; compañero; pareja
  gemelos; miembro
of: de; del
where: de; del; en; cerca; hallado; hallada; encontrado; encontrada; procedente; con; que; sin; por; vecino
  vecina
called: llamado; llamada; alias; conocido como; conocida como; apodado; apodada; de nombre
alone: esposa; hija; hermana; hermanas; hijas; viuda; madre
""",
    "de": """
unknown: unbekannt; unbekannte; unbekannter; unbekanntes; nicht identifiziert; unidentifiziert; nicht bekannt
  namenlos; namenlose; namenloser; ohne namen; ohne name; name unbekannt; nicht genannt; anonym
  identität unbekannt; keine angabe
person: frau; leiche; leichnam; weiblich; männlich; opfer; säugling; kinder; frauen; männer; mädchen; junge frau
  toter; tote
either: mann; kind; junge; person; herr
quality: ein; eine; junger; alter; ältere; älterer; jahre; jähriger; jährige; und; seine; ihre; weibliche
  männliche; ca
label: nummer
relative_of: ehefrau; ehemann; sohn; söhne; tochter; töchter; kind; kinder; mutter; vater; bruder; schwester
  witwe; familie; baby; enkel; enkelin
of: von; des; der; vom
where: aus; von; bei; in; gefunden
called: namens; genannt
""",
    "pt": """
unknown: desconhecido; desconhecida; não identificado; não identificada; não identificados; sem nome
  sem identificação; nome desconhecido; nome não divulgado; não informado; anônimo; anônima; ignorado; ignorada
  identidade desconhecida
person: homens; mulher; mulheres; criança; crianças; corpo; corpos; vítima; vítimas; indivíduo; pessoa; pessoas
either: homem; menino; menina; rapaz
quality: um; uma; o; jovem; anos; idade; sexo; nome; grávida; seu; sua
relative_of: esposa; filho; filha; filhos; mãe; pai; irmão; irmã; mulher; marido; viúva; família
of: de; do; da; dos
""",
    "it": """
unknown: sconosciuto; sconosciuta; sconosciuti; ignoto; ignota; ignoti; non identificato; non identificata
  senza nome; nome sconosciuto; non identificati; anonimo; anonima; identità ignota
person: uomini; bambini; cadavere; corpo; vittima; vittime; neonato; neonata; persona; ragazza
either: uomo; bambino; bambina; ragazzo; donna; donne
quality: uno; una; un; giovane; anni; circa; sesso; maschile; femminile; nome; incinta; e
relative_of: moglie; figlio; figlia; figli; madre; padre; fratello; sorella; marito; vedova; nipote; famiglia
of: di; del; della
""",
    "bs": """
unknown: nepoznat; nepoznata; nepoznato; nepoznati; neidentifikovan; neidentificiran; neidentifikovana
  neidentifikovano; neidentificirana; bezimen; bezimeni; bez imena; nepoznatog imena; nn lice; nn osoba
  nepoznatog identiteta; nepoznat netko; непознат; непозната; непознато; неидентификован; нн лице
person: muškarac; dijete; dete; lice; лице; osoba; osobe; tijelo; ostaci; žrtva; civil; vojnik; djeca
quality: ime; i; star; stara; godina; mlad; mlada; starija; stariji; ženska; muška
label: broj; br; grobnica
either: beba; žena
""",
    "romanised": """
unknown: majhul; majhoul; majhool; majhula; majhoula; majhul al hawiya; majhoul al hawiya; majhul al hawiyya
  majhoul el hawiya; majhoul al hawiyya; majhool al hawiya; neizvestno; neizvestnaya; neizvestnye; neizvesten
  neizvestna; neustanovlen; neustanovlennyi; neustanovlenny; neopoznannyi; neopoznanny; nevidomyi; nevidomo
  nashenas; na shenas; namaloom; na maloom; namalum; naamaloom; utsnobi; ghayr maaruf; ghair maarouf; bila ism
  bidun ism; neizvestnyi; neizvestny; neizvestnyy
""",
}
