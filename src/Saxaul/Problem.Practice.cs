namespace Saxaul;

/// <content>5350 to 5369: practice.</content>
public sealed partial record Problem
{
    public static Problem PracticeGone() => new(5350,
        "练习用的副本已经不在（重新开始了，或程序重启过），刚才的操作没有写到任何地方。请到“练习”页重新开始，或退出练习。",
        "The copy you practised on is gone (it was begun anew, or the program was restarted), and what you just did was written nowhere. Begin anew on the page 'Practise', or stop practising.");

    public static Problem PracticeNeedsFile() => new(5351,
        "登记库在数据库服务器上，不能在这里复制一份来练习。请用 ./saxaul demo 在自己的电脑上建一个虚构的登记库练习。",
        "The registry is on a database server, and no copy of it can be made here. Practise on an invented one on your own machine: ./saxaul demo.");
}
