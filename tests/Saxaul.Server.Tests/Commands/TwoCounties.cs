namespace Saxaul.Server.Tests.Commands;

/// <summary>The areas that tests of the command line begin with: two counties of one village each.</summary>
internal static class TwoCounties
{
    public const string Areas = """
        code,name,level,parent
        6529,阿克苏地区,prefecture,65
        652902,库车市,county,6529
        652902105,牙哈镇,township,652902
        652902105208,玉奇玉吉买村委会,village,652902105
        652929,柯坪县,county,6529
        652929100,柯坪镇,township,652929
        652929100201,库木里村委会,village,652929100
        """;
}
