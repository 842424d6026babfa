using Parlance.Live;

namespace Parlance.Scenes.Classic;

/// <summary>Accounts as files of the classic layout, out of one server and into another.</summary>
[Collection(ClassicServer.Collection)]
public sealed class FilesTests(ClassicServer server)
{
    [Fact]
    public async Task what_one_server_exports_another_imports_with_password_and_contacts()
    {
        var name = await server.Register("ana");
        using (var ana = await server.Bound(name))
            await ana.Ask("set", "<query xmlns='jabber:iq:roster'><item jid='ben@example.test' name='Ben'><group>friends</group></item></query>", to: null);
        var folder = Path.Combine(server.Live.Folder, $"export-{name}");
        var (exported, said) = await server.Live.Command("export", "classic", folder, "--config", server.Live.ConfigFile);
        Assert.True(exported == 0, said);
        Assert.Contains("password=pencil\n", File.ReadAllText(Path.Combine(folder, name, "user.conf")));
        Assert.Contains("jid=\"ben@example.test\"", File.ReadAllText(Path.Combine(folder, name, "roster.xml")));

        await using var other = await LiveServer.Start("[xmpp]\nprofile = \"classic\"");
        var (imported, told) = await other.Command("import", "classic", folder, "--config", other.ConfigFile);
        Assert.True(imported == 0, told);
        using var again = await ClassicClient.Connect(other.XmppPort);
        await again.Open();
        Assert.Equal("success", (await again.Authenticate(name, "pencil")).Name.LocalName);
        await again.Open();
        await again.Ask("set", $"<bind xmlns='{ClassicClient.BindSpace}'/>");
        var item = (await again.Ask("get", "<query xmlns='jabber:iq:roster'/>", to: null)).Elements().Single().Elements().Single();
        Assert.Equal(("ben@example.test", "Ben", "friends"), (item.Attribute("jid")?.Value, item.Attribute("name")?.Value, item.Value));
    }

    [Fact]
    public async Task a_file_that_cannot_be_read_is_named_with_its_line()
    {
        var folder = Path.Combine(server.Live.Folder, server.NewName("import"));
        Directory.CreateDirectory(Path.Combine(folder, "ana"));
        File.WriteAllText(Path.Combine(folder, "ana", "user.conf"), "# mine\ncolour=blue\n");
        var (exit, output) = await server.Live.Command("import", "classic", folder, "--config", server.Live.ConfigFile);
        Assert.Equal(1, exit);
        Assert.Contains("user.conf:2: 'colour' is not known", output);
    }
}
