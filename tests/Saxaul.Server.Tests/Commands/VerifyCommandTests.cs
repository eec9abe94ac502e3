using Saxaul.Journal;
using Saxaul.Server.Commands;
using Xunit;

namespace Saxaul.Server.Tests.Commands;

public class VerifyCommandTests
{
    [Fact]
    public void How_far_it_is_is_said_in_both_languages()
    {
        Assert.Equal("县 County 3: 40 / 200", VerifyCommand.Say(new VerifyProgress(3, 40, 200)));
        Assert.Equal("县级以上 Office: 1 / 7", VerifyCommand.Say(new VerifyProgress(0, 1, 7)));
    }
}
