using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Saxaul.Intake;

namespace Saxaul.Registers;

/// <summary>What the registry keeps of nobody.</summary>
public enum NeverKeptKind
{
    Ethnicity,
    Religion,
    Opinion,
    Politics,
    Movements,
    Biometrics,
    Conduct,
}

/// <summary>A word that asks for what is kept of nobody.</summary>
/// <param name="Word">As it was written, in simplified characters.</param>
public sealed record NeverKeptWord(NeverKeptKind Kind, string Word)
{
    public string Zh => Kind switch
    {
        NeverKeptKind.Ethnicity => "民族", NeverKeptKind.Religion => "宗教", NeverKeptKind.Opinion => "思想和观点", NeverKeptKind.Politics => "政治面貌", NeverKeptKind.Movements => "行踪",
        NeverKeptKind.Conduct => "言行和交往", _ => "生物特征",
    };

    public string En => Kind switch
    {
        NeverKeptKind.Ethnicity => "ethnicity", NeverKeptKind.Religion => "religion", NeverKeptKind.Opinion => "opinions", NeverKeptKind.Politics => "politics", NeverKeptKind.Movements => "movements",
        NeverKeptKind.Conduct => "conduct and contacts", _ => "biometrics",
    };
}

/// <summary>
/// What the registry keeps of nobody: ethnicity, religion, opinion, political attitude, movements, biometrics, and marks for somebody's conduct, moods or contacts. A definition that names one, in a code, a label, a value of a list, a note or an expression, is
/// refused; a column that is headed so is passed over, and no answer changes that. Chinese is read by the words that stand in it, English and Uyghur by whole words.
/// </summary>
public static partial class NeverKept
{
    /// <summary>Words that hold such a word and mean something else: names of places and schools, a school's lessons, a good faith.</summary>
    [GeneratedRegex("""
        民族(?:团结)?(?:自治)?(?:乡|镇|村|街|路|社区|州|县|区|小学|中学|学校|师范)|\p{IsCJKUnifiedIdeographs}{1,5}族(?:自治|乡|镇|村|街|路|小学|中学|学校)|水族馆|诚信教|[通短]信教|教职工|[支任]教派
        |参观点|[建成设确]立场|集团员|[集社]团员工|发言论坛|[频管渠赛]道教|行政治|[财市村民邮参执]政治|礼拜[一二三四五六日天几]|(?:服务|办事|接待)态度|服从(?:调剂|分配原则)|静脉(?:曲张|血栓|炎|注射|输液)|遗传(?:病|代谢|性|资源|育种)|不满(?:足|意|[\d一二三四五六七八九十])|极端(?:天气|气候|高温|低温|贫困|困难)|头巾(?:加工|厂|生产|编织)|方言(?:播音|节目)|转基因|指纹(?:密码)?锁|[执履通旅]行程[度序]|党员(?:干部|教育|活动|远程)
        |清真(?:食品|餐饮|餐厅|饭馆|牛羊肉)(?:店|厂|加工|企业|合作社|经营)|升[国]?旗台|爱国卫生|[面体容]积分|积分(?:落户|入学)|情绪(?:障碍|行为)|手印[泥台]
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex HarmlessChinese();

    [GeneratedRegex("""
        (?<Ethnicity>民族|种族|族别|族称|族属|族裔|族群|族籍
            |(?:汉|蒙古|回|藏|维吾尔|维|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺)族|汉维回|维汉|母语|籍贯|祖籍|原籍|血统|血缘|世系|家谱|族谱|宗族|祖上|祖先|家庭出身|(?:个人|阶级|家庭)成[分份]|肤色|口音|方言|民考[汉民]|民汉|本族语|(?:家庭|家中|家里|在家|日常)\w{0,3}(?:用语|语言))
        |(?<Religion>宗教|信教|信仰|教派|教徒|信众|清真|礼拜|朝觐|封斋|斋月|伊斯兰|穆斯林|基督|天主教|佛教|道教|蒙面|罩袍|面纱|头巾|蓄须|留须|胡须|大胡子|阿訇|伊玛目|念经|诵经|古兰|可兰|乃[玛麻]孜|尼卡|祷告|祈祷|朝圣|斋戒|把斋|开斋|教堂|割礼)
        |(?<Opinion>思想|言论|观点|立场|舆情|感恩|情绪|心情|态度|认同|觉悟|忠诚|抵触|不满|牢骚|怨言|极端|服从|顺从|听话|配合(?:程度|度|情况|与否)|(?:是否|不|愿意?)配合|去极端|教育转化)
        |(?<Politics>政治|党派|党员|团员|党籍|入党|升[国]?旗|国旗下|唱国歌|爱国|表忠|发声亮剑|(?:参加|出席|听)\w{0,4}宣讲|宣讲(?:出勤|签到|到场))
        |(?<Movements>行踪|轨迹|去过哪|去过的|到过哪|到过的|出行|行程|旅居|旅行|出入境|出境记录|乘车记录|住宿记录|通行记录|进出记录|出入记录|外出报备|外出请假|卡口|护照|[手人位时]\w{0,2}定位)
        |(?<Biometrics>指纹|人脸|面部识别|面容|虹膜|声纹|掌纹|步态|血型|基因|指静脉|生物特征|生物识别|[手掌]印|[指拇]\w?头?印|(?:声音|语音|嗓音|录音)(?:样本|采集|采样|特征|识别|档案)|眼纹|视网膜|瞳孔|耳形|笔迹|[面脸]部(?:照|图|特征|采集|扫描)|(?:血液|唾液|毛发|头发)(?:样本|样品|采集|采样)|血样|遗传|脸型|五官|体貌|[足脚]印|唇纹|手纹|指模|人像(?:采集|比对|识别)|刷脸|声线|静脉(?:识别|特征|采集)|瞳纹|纹身|疤痕)
        |(?<Conduct>积分|(?:文明|平安|十星|五星)\w{0,3}(?:户|家庭)|星级(?:文明|家庭|户)|红黑榜|(?:现实|日常|一贯)表现|手机(?:软件|应用|APP)|(?:聊天|通话|上网|浏览)记录|(?:境外|国外|海外)(?:的|有无|有)?(?:亲|关系|社会关系|联系|来往|往来|朋友|通话|通信)|亲[属戚友]\w{0,3}(?:境外|国外|海外|出国))
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Chinese();

    /// <summary>English, and Uyghur in its common Latin spelling: whole words, lower case; a word with a star begins so. What begins with a minus means something else.</summary>
    private const string LatinWords = """
        Ethnicity: ethnic* race racial nationality nationalities tribe tribal minzu mother_tongue* native_language* first_language* native_place* ancestral_home* ancestry ancestor* descent bloodline* lineage* clan clans place_of_origin* country_of_origin* family_origin* class_origin* home_language* language_at_home language_spoken* spoken_at_home family_language* native_speaker* skin_colo* dialect* accent; ana_til*; milliti millitin milliy millet_terkibi
        Religion: religio* faith belief beliefs believer* worship* prayer* praying mosque* church* muslim* islam* christian* buddhis* taois* hajj ramadan veil* headscar* beard* zongjiao halal* hijab* burqa* niqab* imam imams quran* koran* fasting pray prays ritual_slaughter* circumcis* pilgrim*; din diniy dini étiqad* etiqad* meschit* namaz* musulman* roza_tutush
        Opinion: opinion* ideolog* viewpoint* loyal* extremis* thoughts gratitude grateful* mood moods attitude* obedien* allegian* sentiment* stance* disconten* grievance* radical* separatis* cooperativeness compliance_with_cadre* sixiang taidu; pozitsiye* pozitsiyi* közqarash* kozqarash* idiye*
        Politics: politic* party_member* party_affiliation party_branch_member* flag_raising* raising_flag* raising_the_flag* flag_ceremon* patriot* zhengzhi*; siyasiy* partiye*
        Movements: whereabout* movements movement travel* trip trips itinerar* gps geolocat* location_history trajector* checkpoint* border_crossing* places_visited visited_places passport* xingzong; seper* yürüsh_turush yurush_turush
        Biometrics: biometr* fingerprint* dna blood_type* blood_group* face_recognition facial* face_scan* face_image* face_photo* voiceprint* voice_print* palm_print* palmprint* iris_scan* iris_recognition thumb_mark* thumb_print* thumbprint* thumb_impression* hand_print* handprint* finger_mark* finger_print* fingertip* voice_sample* voice_recording* retina* eye_scan* hair_sample* saliva* blood_sample* gait genetic* genom* footprint_scan* face_shape* facial_feature* body_feature* distinguishing_mark* vein_scan* vein_pattern* palm_vein* ear_shape* tattoo* scar scars handwriting_sample* voice_pattern* voice_recognition* portrait_capture*; barmaq_izi yüz_tonush yuz_tonush qan_tipi qol_izi bash_barmaq* awaz_ewrishki*
        Conduct: conduct_score* conduct_point* merit_point* behavior_score* behaviour_score* civility* civilized_household* civilised_household* model_household* star_rating* social_credit* apps_on phone_app* installed_app* chat_record* call_record* relatives_abroad family_abroad contacts_abroad relatives_overseas overseas_relative* overseas_contact* foreign_contact*; chet_eldiki_tughqan*
        -: good_faith review_opinion* medical_opinion* second_opinion* audit_opinion* committee_opinion* travel_allowance* travel_cost* travel_expense* travel_subsid* fingerprint_lock* genetically_modified movement_disorder* genetic_disease* genetic_disorder* fasting_blood* fasting_glucose* radical_surger*
        """;

    /// <summary>Uyghur in Arabic script: words that begin so, for endings are joined to them. Not checked by a fluent reader yet, nor is the Uyghur among the Latin words.</summary>
    private const string UyghurWords = """
        Ethnicity: ئانا_تىل* ئەسلى_يۇرت* ئەجداد* قانداشلىق* مىللىت* مىللەت* مىللىي* ئېتنىك*
        Religion: دىن دىنى دىنىي* دىندار* دىنغا دىننىڭ ئېتىقاد* مەسچىت* ناماز* مۇسۇلمان* ئىسلام* ھالال* روزا_تۇتۇش* ھىجاب* قۇرئان* ھەج ھەجگە* ئىمام ئىمامى ساقال*
        Opinion: كۆزقاراش* ئىدىيە* ئىدىيىۋى* ئىدىيىس* پوزىتسىيە* پوزىتسىيى* ئىتائەت* نارازىلىق*
        Politics: سىياسىي* پارتىيە* بايراق_چىقىرىش* بايرىقى
        Movements: پاسپورت* سەپەر* يۈرۈش_تۇرۇش* قەدىرى_ئىز قەيەرگە_بارغان*
        Biometrics: بارماق_ئىزى* يۈز_تونۇش* قان_تىپى* بىئومېترىك* قول_ئىزى* باش_بارماق* ئاۋاز_ئەۋرىشكى* قان_ئەۋرىشكى* چاچ_ئەۋرىشكى* ئالقان_ئىزى* پۇت_ئىزى*
        Conduct: چەت_ئەلدىكى_تۇغقان* كەيپىيات*
        """;

    private sealed record Phrase(NeverKeptKind? Kind, string[] Words);

    private static readonly ILookup<char, Phrase> Phrases = Read(LatinWords).Concat(Read(UyghurWords)).ToLookup(phrase => phrase.Words[0][0]);

    private static IEnumerable<Phrase> Read(string lines) => lines.Split('\n').Select(line => line.Split(": ")).SelectMany(line => line[1].Split([' ', ';'], StringSplitOptions.RemoveEmptyEntries)
        .Select(words => new Phrase(Enum.TryParse<NeverKeptKind>(line[0], out var kind) ? kind : null, words.Split('_'))));

    /// <summary>The first word of a text that asks for such a thing; null when none does.</summary>
    public static NeverKeptWord? In(string text) => text.Any(letter => letter >= '\u4E00') && InChinese(text) is { } word ? word : InWords(text);

    /// <summary>Whether a heading or label asks for such a thing.</summary>
    public static bool Names(string text) => In(text) is not null;

    /// <summary>The first of some texts that asks for such a thing, or null.</summary>
    public static string? First(IEnumerable<string> texts) => texts.FirstOrDefault(Names);

    private static NeverKeptWord? InChinese(string text)
    {
        var found = Chinese().Match(HarmlessChinese().Replace(Simplified.Of(WrittenText.Key(text)), "\n"));
        return found.Success ? new NeverKeptWord(Enum.GetValues<NeverKeptKind>().First(kind => found.Groups[kind.ToString()].Success), found.Value) : null;
    }

    private static NeverKeptWord? InWords(string text)
    {
        var words = Split(text);
        for (var at = 0; at < words.Count;)
        {
            var found = Phrases[words[at][0]].Where(phrase => Begins(phrase.Words, words, at)).MinBy(phrase => phrase.Kind ?? (NeverKeptKind)(-1));
            if (found is { Kind: { } kind })
                return new NeverKeptWord(kind, string.Join(' ', words.Skip(at).Take(found.Words.Length)));
            at += found?.Words.Length ?? 1;
        }
        return null;
    }

    private static bool Begins(string[] phrase, List<string> words, int at)
    {
        if (at + phrase.Length > words.Count)
            return false;
        for (var i = 0; i < phrase.Length; i++)
        {
            if (phrase[i].EndsWith('*') ? !words[at + i].StartsWith(phrase[i][..^1], StringComparison.Ordinal) : words[at + i] != phrase[i])
                return false;
        }
        return true;
    }

    /// <summary>The words of a text in letters other than Chinese, in lower case: politicalStatus, political_status and "Political status" are the same two.</summary>
    private static List<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        void End()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
        var before = ' ';
        // Half a character, which some files hold, cannot be normalized.
        var whole = text.Any(char.IsSurrogate) ? string.Concat(text.EnumerateRunes()) : text;
        foreach (var letter in whole.Normalize(NormalizationForm.FormKC))
        {
            if (!char.IsLetter(letter) || letter is >= '\u2E80' and <= '\uA4CF')
                End();
            else
            {
                if (char.IsUpper(letter) && char.IsLower(before))
                    End();
                word.Append(char.ToLowerInvariant(letter));
            }
            before = letter;
        }
        End();
        return words;
    }
}
