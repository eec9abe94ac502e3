using System;

namespace Saxaul.Registers;

/// <summary>Traditional characters as the simplified ones: those of the words that definitions are checked for (<see cref="NeverKept"/>, <see cref="FreeToDecline"/>), so that each word is listed once.</summary>
internal static class Simplified
{
    private const string Written = "髮漢維爾滿壯錫烏羅達倫瑤門獨龍東納語貫種稱屬團員級黨關係親國禮覲齋蘭眾觀點場輿論緒蹤軌跡過錄記進報備請紋臉別聲樣採頭識視網筆積戶紅現軟應機護動勸說務業勞轉遷崗訓絕謝願標態學課簽內廠間導時車靜脈徵體參聽講話評張瀏覽來處術後麼對長職還無與農縣鄉鎮區開經濟補貼醫療險殘數額錢幾計畫劃實際執責給單該結從麗環衛徑氣飯館聯絡繫發劍遠設產號書誠綠樂買賣貨質軍訪談畢電腦銀銷緊辦協調選擇讓壓離費輪孫婦兒歲齡個準據庫輸寫舊樓橋歡測鑒證鮮侶撈獅賽頻財郵礎爭勵獎罰違規則審極壇節慶強徹當確續認譯讀覺觸順鬚鬍紗禱聖遺傳懶辭膚緣譜須瑪較習蠟瞞";
    private const string Meant = "发汉维尔满壮锡乌罗达伦瑶门独龙东纳语贯种称属团员级党关系亲国礼觐斋兰众观点场舆论绪踪轨迹过录记进报备请纹脸别声样采头识视网笔积户红现软应机护动劝说务业劳转迁岗训绝谢愿标态学课签内厂间导时车静脉征体参听讲话评张浏览来处术后么对长职还无与农县乡镇区开经济补贴医疗险残数额钱几计画划实际执责给单该结从丽环卫径气饭馆联络系发剑远设产号书诚绿乐买卖货质军访谈毕电脑银销紧办协调选择让压离费轮孙妇儿岁龄个准据库输写旧楼桥欢测鉴证鲜侣捞狮赛频财邮础争励奖罚违规则审极坛节庆强彻当确续认译读觉触顺须胡纱祷圣遗传懒辞肤缘谱须玛较习蜡瞒";

    public static string Of(string text) => string.Create(text.Length, text, static (letters, from) =>
    {
        for (var i = 0; i < letters.Length; i++)
            letters[i] = Written.IndexOf(from[i], StringComparison.Ordinal) is >= 0 and var at ? Meant[at] : from[i];
    });
}
