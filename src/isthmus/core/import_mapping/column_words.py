"""How columns are called in spreadsheets, by the field that they hold, in English, Russian and Arabic."""

from collections.abc import Mapping

__all__ = ["HEADERS", "OF_REGIONS"]

# Names of columns of places that hold less than another column of places does.
OF_REGIONS = frozenset(
    (
        *("region", "region of incident", "province", "governorate", "county", "district"),
        *("район", "область", "المحافظة", "المنطقة"),
    )
)

# By field: how columns of it are called, in English, Russian and Arabic, as `folded` compares words.
HEADERS: Mapping[str, str] = {
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
