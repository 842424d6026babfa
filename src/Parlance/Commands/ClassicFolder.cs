using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Parlance.Control;

namespace Parlance.Commands;

/// <summary>The classic layout: a folder for each account, in it <c>user.conf</c> (<c>key=value</c>, one a line) and <c>roster.xml</c> (the items of RFC 6121 §2.1).</summary>
internal static class ClassicFolder
{
    /// <summary>Bytes of a <c>user.conf</c>.</summary>
    public const int UserMax = 64 << 10;

    /// <summary>Bytes of a <c>roster.xml</c>.</summary>
    public const int RosterMax = 4 << 20;

    private const string User = "user.conf", Roster = "roster.xml";
    private static readonly XNamespace s_space = "jabber:iq:roster";

    /// <summary>What an account's folder is called: its name, with what could mean something to a file system as <c>%XX</c>.</summary>
    public static string NameOf(string account) => account.Trim('.').Length == 0 ? account.Replace(".", "%2E", StringComparison.Ordinal) : Uri.EscapeDataString(account);

    /// <summary>Writes an account as it was shown. Only the owner of the files can read them.</summary>
    public static void Write(string folder, JsonElement account)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var user = new StringBuilder($"username={account.GetProperty("name")}\n");
        if (account.TryGetProperty("password", out var password)) user.Append(CultureInfo.InvariantCulture, $"password={password}\n");
        foreach (var verifier in account.GetProperty("verifiers").EnumerateArray())
            user.Append(CultureInfo.InvariantCulture, $"{verifier.GetProperty("mechanism").GetString()!.ToLowerInvariant()}={verifier.GetProperty("iterations")},{verifier.GetProperty("salt")},{verifier.GetProperty("stored_key")},{verifier.GetProperty("server_key")}\n");
        Keep(Path.Combine(folder, User), Encoding.UTF8.GetBytes(user.ToString()));
        var roster = new XElement(s_space + "query", account.GetProperty("roster").EnumerateArray().Select(ItemOf));
        Keep(Path.Combine(folder, Roster), Encoding.UTF8.GetBytes($"{roster}\n"));
    }

    /// <summary>The requests that make the account of a folder: the first is the account, the others its contacts.</summary>
    /// <exception cref="ControlException">What is wrong with which file.</exception>
    public static (byte[] Account, string Name, IEnumerable<byte[]> Contacts) Read(string folder)
    {
        var file = Path.Combine(folder, User);
        var name = Uri.UnescapeDataString(Path.GetFileName(folder));
        var (password, verifiers) = ("", new List<(string Mechanism, string[] Parts)>());
        var number = 0;
        foreach (var line in Encoding.UTF8.GetString(Bytes(file, UserMax)).Split('\n').Select(line => line.TrimEnd('\r')))
        {
            number++;
            if (line.Length == 0 || line[0] == '#') continue;
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0) throw new ControlException($"{file}:{number}: a line is key=value");
            var (key, value) = (line[..equals].Trim(), line[(equals + 1)..]);
            if (key == "username") name = value.Trim();
            else if (key == "password") password = value;
            else if (key.StartsWith("scram-", StringComparison.Ordinal)) verifiers.Add((key.ToUpperInvariant(), value.Trim().Split(',')));
            else throw new ControlException($"{file}:{number}: '{key}' is not known; write username, password, or scram-sha-1, scram-sha-256, scram-sha-512");
        }

        var account = Requests.Of(ClassicRequest.Add, name, json =>
        {
            json.WriteString("password", password);
            json.WriteStartArray("verifiers");
            foreach (var (mechanism, parts) in verifiers)
            {
                json.WriteStartObject();
                json.WriteString("mechanism", mechanism);
                if (parts.Length == 4 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)) json.WriteNumber("iterations", iterations);
                foreach (var (part, at) in new[] { ("salt", 1), ("stored_key", 2), ("server_key", 3) }) json.WriteString(part, parts.ElementAtOrDefault(at) ?? "");
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        return (account, name, Contacts(Path.Combine(folder, Roster), name));
    }

    private static IEnumerable<byte[]> Contacts(string file, string name)
    {
        if (!File.Exists(file)) return [];
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(Bytes(file, RosterMax)), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return [.. XElement.Load(reader).Elements().Where(item => item.Name.LocalName == "item").Select(item => ContactOf(item, name))];
        }
        catch (XmlException e)
        {
            throw new ControlException($"{file}:{e.LineNumber}: it is not well-formed XML; mend or remove it", e);
        }
    }

    private static byte[] ContactOf(XElement item, string name)
    {
        var subscription = item.Attribute("subscription")?.Value;
        return Requests.Of(ClassicRequest.Contact, name, json =>
        {
            json.WriteString("jid", item.Attribute("jid")?.Value ?? "");
            json.WriteString("alias", item.Attribute("name")?.Value ?? "");
            json.WriteString("wants", subscription is "to" or "both" || item.Attribute("ask")?.Value == "subscribe" ? "true" : "false");
            json.WriteString("grants", subscription is "from" or "both" || item.Attribute("approved")?.Value == "true" ? "true" : "false");
            json.WriteStartArray("groups");
            foreach (var group in item.Elements().Where(child => child.Name.LocalName == "group")) json.WriteStringValue(group.Value);
            json.WriteEndArray();
        });
    }

    private static XElement ItemOf(JsonElement item)
    {
        var element = new XElement(s_space + "item");
        foreach (var member in item.EnumerateObject())
            if (member.Value.ValueKind == JsonValueKind.String) element.SetAttributeValue(member.Name, member.Value.GetString());
        element.Add(item.GetProperty("groups").EnumerateArray().Select(group => new XElement(s_space + "group", group.GetString())));
        return element;
    }

    private static void Keep(string file, byte[] content)
    {
        using var stream = new FileStream(file, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        stream.Write(content);
    }

    private static byte[] Bytes(string file, int max)
    {
        if (!File.Exists(file)) throw new ControlException($"{file}: it is not there; each folder in the one that is imported is an account");
        if (new FileInfo(file).Length > max) throw new ControlException($"{file}: it has more than {max} bytes");
        return File.ReadAllBytes(file);
    }
}
