using Parlance.Live;

namespace Parlance.Scenes.Classic;

/// <summary>One server under <c>profile = "classic"</c> for all its scenarios; each has accounts of its own.</summary>
public sealed class ClassicServer : IAsyncLifetime
{
    public const string Collection = "classic";
    public const string Password = "pencil";

    private LiveServer? _live;
    private int _names;

    public LiveServer Live => _live ?? throw new InvalidOperationException("The server has not been started.");

    public async ValueTask InitializeAsync() => _live = await LiveServer.Start("[xmpp]\nprofile = \"classic\"\n[accounts]\nkeep_plaintext = true");

    public ValueTask DisposeAsync() => Live.DisposeAsync();

    /// <summary>A name that nobody has.</summary>
    public string NewName(string like) => $"{like}{Interlocked.Increment(ref _names)}";

    /// <summary>A stream with its features read.</summary>
    public async Task<ClassicClient> Open()
    {
        var client = await ClassicClient.Connect(Live.XmppPort);
        await client.Open();
        return client;
    }

    /// <summary>An account of that name, made by registration.</summary>
    public async Task<string> Register(string like)
    {
        var name = NewName(like);
        using var client = await Open();
        Assert.Equal("result", (await client.Register(name, Password)).Attribute("type")?.Value);
        return name;
    }

    /// <summary>Logged in, and nothing bound.</summary>
    public async Task<ClassicClient> Authenticated(string name)
    {
        var client = await Open();
        Assert.Equal("success", (await client.Authenticate(name, Password)).Name.LocalName);
        await client.Open();
        return client;
    }

    /// <summary>A bound session that said no presence.</summary>
    public async Task<ClassicClient> Bound(string name, string resource = "desk")
    {
        var client = await Authenticated(name);
        await client.Ask("set", $"<bind xmlns='{ClassicClient.BindSpace}'><resource>{resource}</resource></bind>");
        client.Address = $"{name}@example.test/{resource}";
        return client;
    }
}

[CollectionDefinition(ClassicServer.Collection)]
public sealed class ClassicCollection : ICollectionFixture<ClassicServer>;
