using System.Text;
using Saxaul.Database;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Tests.Database;

public class FormKeysTests
{
    [Theory, EachDatabase]
    public void Keys_of_forms_are_kept_encrypted_and_one_that_is_there_stays(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        FormKeys.Add(test.Registry.Database, "a", "<key>first</key>");
        FormKeys.Add(test.Registry.Database, "b", "<key>second</key>");
        FormKeys.Add(test.Registry.Database, "a", "<key>another</key>");
        Assert.Equal(["<key>first</key>", "<key>second</key>"], FormKeys.Read(test.Registry.Database));
        using var connection = test.Registry.Database.OpenReader();
        Assert.All(connection.Command("SELECT content FROM form_key").ToList(reader => reader.GetFieldValue<byte[]>(0)), kept => Assert.DoesNotContain("key", Encoding.Latin1.GetString(kept), System.StringComparison.Ordinal));
    }
}
