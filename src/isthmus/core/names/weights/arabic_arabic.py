"""Made by `python -m benchmarks.name_weights`: how much likelier letters of Arabic and Arabic names are for one another.

A line: letters, then letters of the other side each with hundredths of the natural logarithm of the ratio to chance; "-" is no letter.
"""

__all__ = ["TABLE"]

TABLE = """\
- ي-422 ه-422 ا-422 أ-427 و-433 د-443 ت-443 ل-444 س-444 ز-445 ج-445 ك-445 ر-446 ب-446 غ-446 ف-446 ن-447
- م-447 ش-448
ا ا+205 ة-77 أ-83 ع-104 ي-382 و-383
ب ب+316
ت ت+302 ط+57
ث ث+584
ج ج+398 غ+26
ح ح+560 ه+115
خ خ+575
د د+343
ذ ذ+812
ر ر+256 ي-454
ز ز+420 س-84
س س+299 ص+36 ش-215
ش ش+373 تش+185
ص ص+623
ض ض+801
ط ط+645
ظ ظ+824
ع ع+535
غ غ+416
ف ف+351 و-300
ق ق+578
ك ك+305
ل ل+282 ي-427
م م+315
ن ن+257 ي-460
ه ه+404
و و+219 أو+59 ي-436
ي ي+180 إي+32 إ-153 اي-326
ى ى+768
ة ة+576
ء ء+837
أ أ+436
إ إ+493
آ آ+695
ئ ئ+783
ؤ ؤ+871
تش تش+589
يا يا-95
نغ نغ+497
ال ال+125
جي جي+285
"""
