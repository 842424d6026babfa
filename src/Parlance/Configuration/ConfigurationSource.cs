using System.Collections;
using Parlance.Engine;
using Parlance.Toml;

namespace Parlance.Configuration;

/// <summary>Where a configuration comes from: a file or none, then the environment, then flags. Reading it again is a reload.</summary>
public sealed record ConfigurationSource
{
    /// <summary>The listeners without a file: IRC plain, with TLS and over WebSocket, XMPP, and HTTP, on loopback.</summary>
    public const string DefaultDocument =
        """
        [[listen.irc]]
        port = 6667
        [[listen.irc]]
        port = 6697
        tls = true
        [[listen.irc]]
        port = 8097
        websocket = true
        [[listen.xmpp]]
        port = 5222
        [[listen.http]]
        port = 8080
        """;

    /// <summary>Path of parlance.toml; null: <see cref="DefaultDocument"/>.</summary>
    public string? File { get; init; }

    /// <summary>The flag <c>--data</c>, over everything else.</summary>
    public string? DataFolder { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The process's own environment.</summary>
    public static IReadOnlyDictionary<string, string> ProcessEnvironment() =>
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(one => ((string)one.Key).StartsWith(Overrides.Prefix, StringComparison.Ordinal))
            .ToDictionary(one => (string)one.Key, one => (string?)one.Value ?? "", StringComparer.Ordinal);

    public ConfigurationResult Read()
    {
        byte[] text;
        try
        {
            text = File is null ? System.Text.Encoding.UTF8.GetBytes(DefaultDocument) : Bytes(File);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failed(new Problem($"{File}:1:1", e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : "the file cannot be read",
                "name another with --config, or leave the flag out to start with defaults"));
        }

        return Read(text);
    }

    public ConfigurationResult Read(byte[] text)
    {
        var name = File ?? "defaults";
        var document = TomlDocument.Parse(text);
        if (document.Error is { } error)
            return Failed(new Problem($"{name}:{error.At.Line}:{error.At.Column}", error.Message, "correct the line; TOML is described at toml.io"));

        var folder = File is null ? Directory.GetCurrentDirectory() : Path.GetDirectoryName(Path.GetFullPath(File))!;
        var reading = new Reading(document, name, folder);
        Overrides.Apply(document.Root, Environment, reading);
        if (DataFolder is not null) Overrides.Put(document.Root, DataTable.Table.Path, DataTable.Dir.Name, Path.GetFullPath(DataFolder), "--data");

        Walk.Through(document.Root, reading);
        var configuration = Map(reading);
        return reading.Problems.Count > 0 ? new(null, reading.Problems) : new(configuration with { Notes = reading.Notes }, []);
    }

    private ServerConfiguration Map(Reading reading)
    {
        var data = reading.Resolve(reading.One(DataTable.Table), DataTable.Dir);
        var certificates = new CertificateFiles(reading, data);
        var classes = OperClassTable.Read(reading);
        var logging = reading.One(LoggingTable.Table);
        var listeners = ListenIrcTable.Read(reading, certificates);
        var settings = new Settings
        {
            Server = ServerTable.Read(reading), Limits = LimitsTable.Read(reading), Rooms = RoomsTable.Read(reading), Accounts = AccountsTable.Read(reading),
            History = HistoryTable.Read(reading), Log = LogTable.Read(reading), Metadata = MetadataTable.Read(reading), RelayMessage = RelaymsgTable.Read(reading), Xmpp = XmppTable.Read(reading),
            Listeners = listeners, HttpListeners = ListenHttpTable.Read(reading, certificates, [.. listeners.Select(one => new System.Net.IPEndPoint(one.Address, one.Port))]),
            Admin = AdminTable.Read(reading), Classes = ClassTable.Read(reading), Operators = OperTable.Read(reading, classes),
            OperatorClasses = classes, WebIrc = WebIrcTable.Read(reading), Dnsbl = DnsblTable.Read(reading),
        };
        return new()
        {
            Settings = settings, File = File, DataFolder = data, SelfSigned = certificates.SelfSigned,
            LogLevel = logging.Get(LoggingTable.Level), LogFormat = logging.Get(LoggingTable.Format),
            Tables = [.. Schema.Tables.SelectMany(table => table.Many ? reading.All(table) : [reading.One(table)])],
        };
    }

    /// <summary>At most one byte more than is ever read, so that a huge file costs nothing.</summary>
    private static byte[] Bytes(string file)
    {
        using var stream = System.IO.File.OpenRead(file);
        var buffer = new byte[TomlDocument.LengthMax + 1];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return buffer[..length];
    }

    private static ConfigurationResult Failed(Problem problem) => new(null, [problem]);
}
