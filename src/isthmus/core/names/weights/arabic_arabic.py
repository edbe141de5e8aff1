"""Made by `python -m benchmarks.name_weights`: how much likelier letters of Arabic and Arabic names are for one another.

A line: letters, then letters of the other side each with hundredths of the natural logarithm of the ratio to chance; "-" is no letter.
"""

__all__ = ["TABLE"]

TABLE = """\
- ي-421 ه-421 ا-422 أ-426 و-432 د-442 ت-442 ل-443 س-443 ز-444 ج-444 ك-444 ر-445 ب-445 غ-445 ف-445 ن-446
- م-446 ش-447
ا ا+206 أ+47 آ+45 إ+17 ة-78 ع-105 ي-437 و-438
ب ب+317
ت ت+302 ط+57
ث ث+585
ج ج+399 غ+26
ح ح+561 ه+116
خ خ+576
د د+344
ذ ذ+813
ر ر+257
ز ز+421 س-85
س س+300 ص+37 ش-222
ش ش+374 تش+186
ص ص+623
ض ض+802
ط ط+646
ظ ظ+825
ع ع+536
غ غ+417
ف ف+352 و-319
ق ق+579
ك ك+306
ل ل+282
م م+316
ن ن+258
ه ه+405 ة+219
و و+220 أو+60
ي ي+181 إي+33 إ-157 اي-325
ى ى+731
ة ة+538
ء ء+838
أ أ+398
إ إ+455
آ آ+658
ئ ئ+745
تش تش+590
يا يا-94
نغ نغ+498
ال ال+125
جي جي+286
"""
