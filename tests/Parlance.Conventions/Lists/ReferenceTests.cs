namespace Parlance.Conventions;

/// <summary>The reference is made from the cards, lists and constants that the server itself runs on; it cannot say otherwise.</summary>
public class ReferenceTests
{
    [Fact]
    public void the_catalogue_of_events_says_what_the_log_holds() => Is("docs/reference/events.md", EventReference.Make());

    [Fact]
    public void the_irc_reference_says_what_the_server_does() => Is("docs/reference/irc.md", IrcReference.Make());

    [Fact]
    public void the_xmpp_reference_says_what_the_server_does() => Is("docs/reference/xmpp.md", XmppReference.Make());

    [Fact]
    public void the_admin_reference_says_what_the_server_does() => Is("docs/reference/admin-api.md", AdminReference.Make());

    [Fact]
    public void every_named_maximum_is_in_the_reference() => Is("docs/reference/limits.md", LimitReference.Make());

    private static void Is(string page, string made)
    {
        if (Golden.Writes)
        {
            var path = Path.Combine(Tree.Root, page);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, made);
            return;
        }

        Assert.True(Tree.Has(page) && Tree.Text(page) == made, $"{page} is older than the code; PARLANCE_GOLDEN=write dotnet run --project tests/Parlance.Conventions makes it anew.");
    }
}
