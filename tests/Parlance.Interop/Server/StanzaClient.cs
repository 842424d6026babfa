using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Parlance.Live;

/// <summary>A bare XMPP connection, logged in by SCRAM-SHA-256 and bound. The server ends each stanza with a line feed, and has none elsewhere: a stanza is a line.</summary>
public sealed class StanzaClient : IClient
{
    public const string Domain = "example.test";
    public const string Rooms = "rooms.example.test";
    public const string Password = "pencil";

    private readonly TcpClient _socket;
    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[65536];
    private string _heard = "";
    private string _lastSent = "nothing was sent";

    private StanzaClient(TcpClient socket, string name) => (_socket, _stream, Name) = (socket, socket.GetStream(), name);

    /// <summary>The account.</summary>
    public string Name { get; }

    /// <summary>Logs in to the account of that name, which is made if there is none, and becomes available.</summary>
    public static async Task<StanzaClient> Login(LiveServer server, string name, string resource)
    {
        if (await TryLogin(server, name, resource) is { } client) return client;
        using (var maker = await WireClient.Register(server.Port, name))
        {
            await maker.Send($"REGISTER * * {Password}");
            await maker.Until(l => IrcText.Bare(l).StartsWith("REGISTER SUCCESS", StringComparison.Ordinal));
            await maker.Send("QUIT");
            while (await maker.Next() is not null) { }
        }

        return await TryLogin(server, name, resource) ?? throw new InvalidOperationException($"{name} cannot log in.");
    }

    /// <summary>Logs in, and goes on with a session that was lost (XEP-0198) instead of binding a resource.</summary>
    public static async Task<StanzaClient> Resume(LiveServer server, string name, string session)
    {
        var client = await Prove(server, name) ?? throw new InvalidOperationException($"{name} cannot log in.");
        await client.Send($"<resume xmlns='urn:xmpp:sm:3' h='0' previd='{session}'/>");
        return client;
    }

    private static async Task<StanzaClient?> TryLogin(LiveServer server, string name, string resource)
    {
        if (await Prove(server, name) is not { } client) return null;
        await client.Send($"<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>{resource}</resource></bind></iq>");
        await client.Until("</iq>");
        await client.Send("<presence/>");
        return client;
    }

    private static async Task<StanzaClient?> Prove(LiveServer server, string name)
    {
        var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, server.XmppPort);
        var client = new StanzaClient(socket, name);
        await client.Open();
        if (await client.Prove(name))
        {
            await client.Open();
            return client;
        }

        client.Dispose();
        return null;
    }

    private async Task Open()
    {
        await Send($"<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='{Domain}' version='1.0'>");
        await Until("</stream:features>");
    }

    /// <summary>RFC 5802. What the server proves is not looked at.</summary>
    private async Task<bool> Prove(string name)
    {
        var bare = $"n={name},r=scene";
        await Send($"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-256'>{Base64("n,," + bare)}</auth>");
        var first = Encoding.UTF8.GetString(Convert.FromBase64String(Between(await Until("</challenge>"), '>', "</challenge>")));
        var parts = first.Split(',').Select(part => part[2..]).ToArray();
        var salted = Rfc2898DeriveBytes.Pbkdf2(Password, Convert.FromBase64String(parts[1]), int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture), HashAlgorithmName.SHA256, 32);
        var key = HMACSHA256.HashData(salted, "Client Key"u8);
        var end = $"c=biws,r={parts[0]}";
        var proof = HMACSHA256.HashData(SHA256.HashData(key), Encoding.UTF8.GetBytes($"{bare},{first},{end}"));
        for (var i = 0; i < proof.Length; i++) proof[i] ^= key[i];
        await Send($"<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>{Base64($"{end},p={Convert.ToBase64String(proof)}")}</response>");
        return (await Until("</success>", "</failure>")).EndsWith("</success>", StringComparison.Ordinal);
    }

    public async Task Send(string text)
    {
        _lastSent = text;
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(text));
    }

    public async Task<string?> Next()
    {
        int end;
        while ((end = _heard.IndexOf('\n')) < 0)
            if (!await Read()) return null;
        var stanza = _heard[..end];
        _heard = _heard[(end + 1)..];
        return stanza;
    }

    public string Fence(string token) => $"<iq type='get' id='{token}' to='{Domain}'><ping xmlns='urn:xmpp:ping'/></iq>";

    public bool IsFence(string heard, string token) => heard.StartsWith("<iq ", StringComparison.Ordinal) && heard.Contains($"id='{token}'", StringComparison.Ordinal);

    /// <summary>Reads until one of these ends what was heard; all of it is taken.</summary>
    private async Task<string> Until(params string[] ends)
    {
        while (!ends.Any(end => _heard.TrimEnd().EndsWith(end, StringComparison.Ordinal)))
            if (!await Read()) throw new IOException($"The server closed the connection; it had said {_heard}");
        var heard = _heard.Trim();
        _heard = "";
        return heard;
    }

    private async Task<bool> Read()
    {
        using var limit = new CancellationTokenSource(WireClient.Patience);
        try
        {
            var length = await _stream.ReadAsync(_buffer, limit.Token);
            _heard += Encoding.UTF8.GetString(_buffer, 0, length);
            return length > 0;
        }
        catch (IOException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Nothing was heard for {WireClient.Patience.TotalSeconds} s; the last sent: {_lastSent}");
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Between(string text, char after, string before)
    {
        var end = text.LastIndexOf(before, StringComparison.Ordinal);
        return text[(text.LastIndexOf(after, end) + 1)..end];
    }

    public void Dispose() => _socket.Dispose();
}
