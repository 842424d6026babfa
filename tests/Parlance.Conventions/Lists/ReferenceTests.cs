namespace Parlance.Conventions;

/// <summary>The reference of IRC is made from the cards and lists that the server itself runs on; it cannot say otherwise.</summary>
public class ReferenceTests
{
    private const string Page = "docs/reference/irc.md";

    [Fact]
    public void the_irc_reference_says_what_the_server_does()
    {
        var made = IrcReference.Make();
        if (Golden.Writes)
        {
            var path = Path.Combine(Tree.Root, Page);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, made);
            return;
        }

        Assert.True(Tree.Has(Page) && Tree.Text(Page) == made, $"{Page} is older than the code; PARLANCE_GOLDEN=write dotnet run --project tests/Parlance.Conventions makes it anew.");
    }
}
