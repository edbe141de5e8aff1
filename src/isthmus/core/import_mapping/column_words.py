"""How columns are called in spreadsheets, by the field that they hold.

In English, Russian and Arabic, and in French, Spanish, Ukrainian and Turkish.
"""

from collections.abc import Mapping

from isthmus.core.dates.date_words import folded

__all__ = ["HEADERS", "OF_REGIONS"]

# Names of columns of places that hold less than another column of places does.
OF_REGIONS = frozenset(
    folded(name)
    for name in (
        *("region", "region of incident", "province", "governorate", "county", "district"),
        *("район", "область", "المحافظة", "المنطقة"),
        *("région", "département", "préfecture", "wilaya", "región", "provincia", "departamento", "estado"),
        *("громада", "il", "ilçe", "bölge"),
    )
)

# By field, with a bar between names, which are read as `folded` compares words.
_FIRST: Mapping[str, str] = {
    "name": (
        "name|full name|name of victim|victim name|victim|name of the victim|victim s name|deceased|"
        "name en|english name|имя|фио|ф.и.о|полное имя|фамилия имя отчество|имя погибшего|الاسم|"
        "اسم الضحية|الاسم الكامل|الاسم الرباعي|اسم"
    ),
    "first_name": "first name|given name|forename|имя собственное|الاسم الأول",
    "family_name": "last name|surname|family name|family|фамилия|اسم العائلة|العائلة|الكنية",
    "other_names": (
        "other names|alias|aka|also known as|arabic name|name ar|name in arabic|name_ar|псевдоним|"
        "прозвище|اسم الشهرة|اللقب"
    ),
    "names": (
        "names|names of victims|victims|victim names|names of the dead|name s|name gender age|"
        "список погибших|имена|имена погибших|أسماء الضحايا|الأسماء"
    ),
    "number": (
        "number|number dead|number of dead|dead|killed|deaths|fatalities|number of victims|number killed|"
        "total dead|civilians killed|no of victims|victims number|total number of dead|death toll|"
        "погибших|убито|число погибших|количество погибших|погибло|عدد القتلى|عدد الضحايا|القتلى|"
        "عدد الشهداء"
    ),
    "missing": (
        "missing|number missing|minimum estimated number of missing|number of missing|пропавших|пропало|"
        "пропали без вести|المفقودون|عدد المفقودين"
    ),
    "age": "age|age at death|age years|возраст|лет|العمر|السن|عمر",
    "born": (
        "born|date of birth|birth date|dob|birthdate|year of birth|дата рождения|год рождения|"
        "تاريخ الميلاد|تاريخ الولادة"
    ),
    "sex": "sex|gender|пол|الجنس|جنس",
    "occupation": "occupation|profession|job|род занятий|профессия|должность|المهنة|مهنة",
    "description": "description of person|status of victim|category|статус|описание|الوصف|الصفة",
    "home": (
        "residence|home|place of residence|address|from|origin|country of origin|region of origin|"
        "место жительства|адрес|مكان الإقامة|العنوان|السكن"
    ),
    "identifiers": (
        "id number|national id|passport|personal number|identity number|document number|паспорт|"
        "личный номер|رقم الهوية|الرقم الوطني|رقم السجل"
    ),
    "date": (
        "date|date of death|date of incident|incident date|found dead|event date|reported date|"
        "date of event|date killed|day|when|дата|когда|дата гибели|дата смерти|дата события|дата происшествия|"
        "التاريخ|تاريخ الوفاة|تاريخ الاستشهاد|تاريخ الحادث|تاريخ"
    ),
    "place": (
        "place|location|place of death|place of incident|location of incident|location of death|city|"
        "town|village|governorate|region of incident|region|site|municipality|district|province|county|"
        "муниципалитет|район|область|место|место гибели|место смерти|место события|"
        "населенный пункт|город|село|المكان|مكان الوفاة|المنطقة|الموقع|مكان الحادث|المحافظة|البلدة|"
        "المدينة"
    ),
    "method": (
        "cause of death|cause|weapon|manner|manner of death|причина смерти|причина|оружие|سبب الوفاة|"
        "السبب|نوع السلاح"
    ),
    "perpetrator": (
        "perpetrator|responsible|actor|belligerent|responsible party|side|виновный|кто|сторона|"
        "исполнитель|الجهة المسؤولة|الفاعل|الجاني"
    ),
    "told_by": (
        "source|sources|information source|source of information|reported by|источник|источники|"
        "источник информации|المصدر|المصادر|مصدر المعلومة"
    ),
    "quote": (
        "what happened|testimony|narrative|story|account|summary|description of incident|что произошло|рассказ|"
        "показания|описание события|ما حدث|الشهادة|الرواية|وصف الحادث"
    ),
    "url": "url|link|source url|ссылка|الرابط|رابط",
    "status": "current status|fate|судьба|المصير|الحالة",
    "key": (
        "no|nr|n|#|№|s/n|s no|sr no|sl no|serial no|row no|"
        "id|number|ref|reference|reference number|record id|case id|case no|incident id|"
        "web id|serial|index|номер|п/п|№ п/п|код|الرقم|رقم|م|التسلسل"
    ),
}
# Likewise, in French, Spanish, Ukrainian and Turkish.
_FURTHER: Mapping[str, str] = {
    "name": (
        "nom et prénom|nom et prénoms|noms et prénoms|nom prénom|prénom et nom|nom complet|nom de la victime|"
        "victime|nombre|nombre completo|nombre y apellido|nombre y apellidos|nombres y apellidos|"
        "apellidos y nombres|apellido y nombre|nombre de la víctima|víctima|ім'я|піб|п.і.б|"
        "прізвище ім'я по батькові|прізвище та ім'я|прізвище ім'я|повне ім'я|ім'я загиблого|загиблий|ad soyad|"
        "adı soyadı|ad soyadı|isim soyisim|isim|tam ad|kurbanın adı"
    ),
    "first_name": "prénom|prénoms|nombres|ad|adı",
    "family_name": "nom de famille|nom|apellido|apellidos|прізвище|soyad|soyadı|soyisim",
    "other_names": (
        "autres noms|surnom|nom de guerre|otros nombres|apodo|alias de la víctima|інші імена|прізвисько|"
        "піб латиницею|піб англійською|ім'я латиницею|ім'я англійською|diğer adları|takma ad|lakap"
    ),
    "names": (
        "noms|noms des victimes|victimes|liste des victimes|nombres de las víctimas|víctimas|"
        "lista de víctimas|імена|імена загиблих|список загиблих|isimler|kurbanlar|kurbanların adları"
    ),
    "number": (
        "nombre|nb|morts|tués|nombre de morts|nombre de tués|nombre de victimes|décès|nombre de décès|"
        "muertos|fallecidos|"
        "asesinados|número de muertos|número de fallecidos|número de víctimas|cantidad de muertos|загиблих|"
        "вбито|убито|кількість загиблих|число загиблих|загинуло|ölü|ölü sayısı|ölen|ölen sayısı|can kaybı"
    ),
    "missing": (
        "disparus|nombre de disparus|portés disparus|desaparecidos|número de desaparecidos|зниклих|"
        "зниклі безвісти|зникло безвісти|кількість зниклих|kayıp|kayıp sayısı"
    ),
    "age": "âge|âge au décès|edad|edad al morir|вік|повних років|yaş|yaşı",
    "born": (
        "date de naissance|né le|née le|année de naissance|fecha de nacimiento|año de nacimiento|"
        "дата народження|рік народження|doğum tarihi|doğum yılı"
    ),
    "sex": "sexe|genre|sexo|género|стать|cinsiyet|cinsiyeti",
    "occupation": "métier|emploi|profesión|ocupación|oficio|професія|рід занять|посада|meslek|mesleği",
    "description": "statut de la victime|descripción|condición|статус загиблого|опис|açıklama",
    "home": (
        "lieu de résidence|résidence|adresse|origine|pays d'origine|lugar de residencia|residencia|domicilio|"
        "procedencia|país de origen|місце проживання|адреса|ikametgah|ikamet yeri|adres|memleket"
    ),
    "identifiers": (
        "numéro d'identité|numéro de la pièce d'identité|carte d'identité|passeport|número de identidad|"
        "documento de identidad|dni|cédula|pasaporte|ідентифікаційний номер|ідентифікаційний код|іпн|рнокпп|"
        "kimlik no|kimlik numarası|tc kimlik no|pasaport no"
    ),
    "date": (
        "trouvé le|découvert le|encontrado el|знайдено|"
        "date du décès|date de décès|date de la mort|date des faits|date de l'incident|date d'incident|jour|fecha|"
        "fecha de muerte|fecha de la muerte|fecha de fallecimiento|fecha del hecho|fecha de los hechos|"
        "fecha del incidente|дата загибелі|дата смерті|дата події|tarih|tarihi|ölüm tarihi|olay tarihi"
    ),
    "place": (
        "lieu|lieu du décès|lieu de décès|lieu des faits|lieu de l'incident|localité|commune|ville|région|"
        "département|lugar|lugar de muerte|lugar del hecho|lugar de los hechos|lugar del incidente|localidad|"
        "municipio|ciudad|región|provincia|departamento|місце|місце загибелі|місце смерті|місце події|"
        "населений пункт|місто|громада|yer|yeri|ölüm yeri|olay yeri|il|ilçe|şehir|köy"
    ),
    "method": "cause du décès|cause de la mort|arme|causa de muerte|causa|arma|причина смерті|зброя|ölüm nedeni|neden",
    "perpetrator": (
        "auteur présumé|responsable|responsable présumé|presunto responsable|perpetrador|actor armado|"
        "винуватець|виконавець|fail|sorumlu"
    ),
    "told_by": (
        "source d'information|sources d'information|fuente|fuentes|fuente de información|джерело|джерела|"
        "джерело інформації|kaynak|kaynaklar|bilgi kaynağı"
    ),
    "quote": (
        "témoignage|récit|que s'est-il passé|description des faits|description de l'incident|testimonio|relato|"
        "qué pasó|descripción de los hechos|розповідь|свідчення|що сталося|опис події|tanıklık|anlatım|ne oldu"
    ),
    "url": "lien|enlace|vínculo|посилання|bağlantı",
    "status": "sort|situation actuelle|situación actual|paradero|доля|akıbet|akıbeti",
    "key": (
        "numéro|n° d'ordre|numéro d'ordre|réf|référence|número|núm|n.º|id del caso|referencia|№ з/п|з/п|"
        "номер за порядком|sıra|sıra no|sıra numarası|kayıt no"
    ),
}
HEADERS: Mapping[str, str] = {name: f"{words}|{_FURTHER[name]}" for name, words in _FIRST.items()}
"""By field: how columns of it are called."""
