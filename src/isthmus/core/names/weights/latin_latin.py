"""Made by `python -m benchmarks.name_weights`: how much likelier letters of Latin and Latin names are for one another.

A line: letters, then letters of the other side each with hundredths of the natural logarithm of the ratio to chance; "-" is no letter.
"""

__all__ = ["TABLE"]

TABLE = """\
- '-286 d-390 z-406 t-411 e-412 x-415 q-418 n-418 a-418 s-419 o-422 u-422 i-425 r-431 h-431 w-431 c-432
- g-435 l-437 v-437 m-437 p-439 b-439 k-439 é-448 y-448 j-448 f-448
a a+206 ah-137 ou-156 ll-255 e-279 u-308 o-313 i-332 v-440 y-445 s-451 h-457 m-457 g-462 c-462 b-464
a k-464 n-465 l-466 t-466 r-466 d-467
b b+372 p-36 k-320 d-337 s-361
c c+348 ch+61 ck-10 k-70 z-283 s-299 h-372 r-432 o-439 i-466 e-466
d d+353 de+28 z-256 t-286 r-407 n-454 e-463 i-467
e e+236 ë+124 é+33 je-60 ye-137 ey-161 sh-201 et-214 i-218 ie-260 y-273 u-342 o-346 h-441 r-448 s-460
e n-464 t-466 m-466 l-466 k-466
f f+447 ff+357 ph+175 v-44 k-262 h-263
g g+367 gh+105 j-55 h-262 k-301
h h+319 ch+67 y-333 m-361 k-387 t-391 o-457 i-459 n-464 s-465 r-466
i i+239 ij-22 y-83 ey-102 ie-153 ay-181 é-197 ee-210 j-334 u-342 o-379 s-449 n-459 m-461 l-463 t-465
i k-466 r-467
j j+463 z-116 y-128
k k+328 qu+297 ck+102 ch+70 q-20 y-325 t-343 n-378 r-396 m-396 s-428 o-466
l l+290 ł+78 ll+37 le-167 p-289 m-432 s-448 o-450 r-456 n-462 t-463
m m+337 s-331 n-346 r-369 o-458
n n+264 nn-93 ne-122 ng-156 z-339 s-401 o-422 t-442 r-459 u-466
o o+263 ou-34 ow-72 au-95 ö-119 u-172 oo-208 eu-226 w-246 s-456 t-464 r-464
p p+421 s-348
q q+632
r r+262 er-129 rr-187 re-216 s-365 y-383 t-400 u-466
s s+277 sz-1 sh-21 ss-37 z-135 al-285 t-413 u-465
t t+305 th+69 ch+22 tt-73 te-114
u u+314 ou+54 ü+10 oo-139 w-193 y-298
v v+412 ff+269 w+72
w w+457
x x+647
y y+394 ij+115 ey+49 ie-134
z z+426 ts-16
' '+702
ć ć+639 ch+311 č+280
š š+669 sh+257
ö ö+670
č č+695 ch+394
ü ü+689
ı ı+785
ł ł+791
ç ç+828
ø ø+801
ž ž+783
ń ń+808
ş ş+789
ñ ñ+799
ý ý+813
ğ ğ+885
ə ə+861
å å+875
đ đ+903
ë ë+891
ė ė+910
ř ř+934
ś ś+911
ż ż+910
æ æ+918
ț ț+955
ä ä+743
é é+616
ă ă+805
ę ę+954
ą ą+1013
sh sch+651 ch+397 sh+377
ch sch+637 ch+552 kh+310
kh kh+302
ts ts+117
th th+331
gh gh+375
sch sch+939
ya ja+336 ya+209 ia+50
ja ja+409 ia+103
ju ju+660
je je+443
ia iya+283 ia-157
ie ey+106 ie-78
ei ay+67 ei-16
au au+0
ow ow+440
aw aw+334
qu qu+880
ng ng+388
ll ll+396
ss ss+142
tt tt+343
pp pp+669
ff ff+854
zz zz+675
cc cc+372
sc sc+291
gi gi+260
ge ge+270
gu gu+464
er er+257
re re+124
le le+266
te te+189
ne ne+199
de de+296
al el-32
el el+131
"""
