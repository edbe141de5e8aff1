"""Words for what is true of people, as columns beside lists are called. See `doubtful_lists`."""

__all__ = ["ATTRIBUTES", "BESIDE"]

# Sex, age, whether somebody was a civilian, and whether they died: what registers of the dead and missing note in 0 and
# 1. In the languages that the desk reads sexes in: English, Russian, Ukrainian, Arabic, Persian, Turkish, French,
# Spanish. Single letters are left out: lists are often called by one.
ATTRIBUTES = """
    female male sex gender woman women man men girl girls boy boys child children minor minors juvenile adult adults
    infant elderly civilian civilians combatant combatants dead died deceased killed alive death deaths
    женщина женщины женский мужчина мужчины мужской пол ребенок дети детский несовершеннолетний взрослый
    взрослые гражданский гражданские мирный комбатант мертвый мертв умер умерший погибший погибшие
    убит убитый жив живой смерть
    жінка жінки жіноча чоловік чоловіки чоловіча стать дитина діти неповнолітній дорослий дорослі цивільний цивільні
    комбатант мертвий помер загиблий загиблі вбитий живий
    أنثى إناث ذكر ذكور جنس الجنس امرأة نساء رجل رجال بنت ولد طفل أطفال قاصر بالغ بالغين مدني مدنيون مدنيين مقاتل ميت
    متوفى متوفي وفاة قتيل قتلى مقتول حي
    زن زنان مرد مردان جنسیت دختر پسر کودک کودکان بزرگسال غیرنظامی نظامی مرده کشته فوت درگذشته زنده
    kadın kadin erkek cinsiyet kız çocuk çocuklar yetişkin reşit sivil siviller savaşçı ölü ölen öldü ölüm sağ
    femme femmes féminin homme hommes masculin sexe genre fille garçon enfant enfants mineur mineure adulte adultes
    civil civile civils combattant mort morte décédé décédée décès tué vivant
    mujer mujeres femenino hombre hombres masculino sexo género niña niño niños menor adulto adulta adultos civiles
    combatiente muerto muerta muerte fallecido fallecida vivo viva
"""
# Beside such a word: of a program that splits a column into several, and of people who say what 1 means.
BESIDE = "is was a the of victim person status flag dummy yes no"
