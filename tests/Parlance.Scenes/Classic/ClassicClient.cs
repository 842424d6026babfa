using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;
using Parlance.Live;

namespace Parlance.Scenes.Classic;

/// <summary>A plain socket that speaks XMPP as clients of long ago did: no TLS, PLAIN, and each element read as it comes.</summary>
public sealed class ClassicClient : IDisposable
{
    public const string BindSpace = "urn:ietf:params:xml:ns:xmpp-bind";
    public const string SaslSpace = "urn:ietf:params:xml:ns:xmpp-sasl";
    public const string Header = "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='example.test' version='1.0'>";

    private readonly TcpClient _socket = new() { NoDelay = true };
    private readonly byte[] _buffer = new byte[65536];
    private readonly List<XElement> _passed = [];
    private NetworkStream? _stream;
    private string _heard = "";
    private int _ids;

    /// <summary>The full address, once it is bound.</summary>
    public string Address { get; set; } = "";

    public string Bare => Address[..Address.IndexOf('/', StringComparison.Ordinal)];

    public static async Task<ClassicClient> Connect(int port)
    {
        var client = new ClassicClient();
        await client._socket.ConnectAsync(IPAddress.Loopback, port);
        client._stream = client._socket.GetStream();
        return client;
    }

    public async Task Say(string text) => await _stream!.WriteAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Opens the stream, or opens it again, and gives its features.</summary>
    public async Task<XElement> Open(string header = Header)
    {
        await Say(header);
        return await Until(element => element.Name.LocalName is "features" or "error");
    }

    /// <summary>PLAIN; gives <c>success</c> or <c>failure</c>.</summary>
    public Task<XElement> Authenticate(string name, string password) => Begin("PLAIN", Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{name}\0{password}")));

    public async Task<XElement> Begin(string mechanism, string payload)
    {
        await Say($"<auth xmlns='{SaslSpace}' mechanism='{mechanism}'>{payload}</auth>");
        return await Until(element => element.Name.NamespaceName == SaslSpace);
    }

    public Task<XElement> Register(string name, string password) => Ask("set", $"<query xmlns='jabber:iq:register'><username>{name}</username><password>{password}</password></query>");

    /// <summary>A request, and its answer; what else came meanwhile can be heard after.</summary>
    public async Task<XElement> Ask(string type, string payload, string? to = "example.test")
    {
        var id = $"q{++_ids}";
        await Say($"<iq type='{type}' id='{id}'{(to is null ? "" : $" to='{to}'")}>{payload}</iq>");
        return await Until(element => element.Attribute("id")?.Value == id && element.Attribute("type")?.Value is "result" or "error");
    }

    /// <summary>The next element that fits, passed over before or to come.</summary>
    public async Task<XElement> Until(Func<XElement, bool> fits)
    {
        if (_passed.Find(element => fits(element)) is { } passed)
        {
            _passed.Remove(passed);
            return passed;
        }

        while (true)
        {
            var element = await Next() ?? throw new IOException($"The server closed the stream; passed over: {string.Join(' ', _passed)}");
            if (fits(element)) return element;
            _passed.Add(element);
        }
    }

    /// <summary>All that was said to this client so far and fits: the server has acted on everything before the request that this asks.</summary>
    public async Task<IReadOnlyList<XElement>> Heard(Func<XElement, bool> fits)
    {
        await Ask("get", "<query xmlns='http://jabber.org/protocol/disco#items'/>");
        return [.. _passed.Where(fits)];
    }

    /// <summary>Whether the server ended the stream.</summary>
    public async Task<bool> IsEnded()
    {
        while (await Next() is { } element) _passed.Add(element);
        return true;
    }

    public static string? Condition(XElement refused) => refused.Elements().FirstOrDefault(child => child.Name.LocalName == "error")?.Elements().First().Name.LocalName ?? refused.Elements().FirstOrDefault()?.Name.LocalName;

    public void Dispose() => _socket.Dispose();

    private async Task<XElement?> Next()
    {
        while (true)
        {
            var (start, length) = Element();
            if (length > 0)
            {
                var text = _heard.Substring(start, length);
                _heard = _heard[(start + length)..];
                return XElement.Parse($"<w xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>{text}</w>").Elements().First();
            }

            using var limit = new CancellationTokenSource(WireClient.Patience);
            int read;
            try
            {
                read = await _stream!.ReadAsync(_buffer, limit.Token);
            }
            catch (IOException)
            {
                return null;
            }

            if (read == 0) return null;
            _heard += Encoding.UTF8.GetString(_buffer, 0, read);
        }
    }

    /// <summary>Where the next whole element is; declarations and the stream's own tags are passed over. The server escapes every angle bracket that is none.</summary>
    private (int Start, int Length) Element()
    {
        var (at, start, depth) = (0, -1, 0);
        while (_heard.IndexOf('<', at) is var open and >= 0 && _heard.IndexOf('>', open) is var end and >= 0)
        {
            at = end + 1;
            var tag = _heard[open..at];
            if (tag.StartsWith("<?", StringComparison.Ordinal) || tag.StartsWith("<stream:stream", StringComparison.Ordinal) || tag == "</stream:stream>") continue;
            if (start < 0) start = open;
            if (tag[1] == '/') depth--;
            else if (tag[^2] != '/') depth++;
            if (depth == 0) return (start, at - start);
        }

        return default;
    }
}
