using System.Security.Cryptography;
using System.Text;
using Parlance.Domain.Accounts;
using Parlance.Engine.Security.Sasl;
using Parlance.Engine.Tests.NodeSteps;

namespace Parlance.Engine.Tests.Accounts;

/// <summary>A node with an account <c>Ana</c> whose password is <c>pencil</c>, and a client's side of SCRAM.</summary>
public sealed class LoginRig
{
    public LoginRig(Settings? settings = null)
    {
        settings ??= NodeRig.Unlimited;
        Rig = new(settings with { Accounts = settings.Accounts with { PasswordIterations = 4096 } });
        Account = Create("Ana", "pencil").Account!;
    }

    public NodeRig Rig { get; }
    public Node Node => Rig.Node;
    public Account Account { get; }

    public AccountAnswer Create(string name, string password, string? email = null)
    {
        AccountAnswer? answered = null;
        Node.CreateAccount(new(name, password, email), answer => answered = answer);
        Rig.DoWork();
        return answered ?? throw new InvalidOperationException("no answer");
    }

    /// <summary>One message, and what it came to once workers are done.</summary>
    public SaslOutcome Step(SaslExchange exchange, string message)
    {
        SaslOutcome? late = null;
        var now = exchange.Step(Encoding.UTF8.GetBytes(message), outcome => late = outcome);
        if (now.Result != SaslResult.Pending) return now;
        Rig.DoWork();
        return late ?? throw new InvalidOperationException("nothing came of it");
    }

    public SaslOutcome Plain(string name, string password, string authorization = "", SaslClient? client = null) =>
        Step(Node.Logins.Begin(client ?? Secure(), "PLAIN")!, $"{authorization}\0{name}\0{password}");

    public SaslClient Secure(string? certificate = null) => SaslClient.Of(Rig.Connect(secure: true, certificate: certificate).Connection);

    /// <summary>A whole SCRAM-SHA-256 log-in by somebody who knows only the password; the server's proof is checked when it succeeds.</summary>
    public SaslOutcome ScramSha256(string name, string password, string mechanism = "SCRAM-SHA-256", string header = "n,,", byte[]? bound = null, SaslClient? client = null, Func<string, string>? bend = null)
    {
        var exchange = Node.Logins.Begin(client ?? Secure(), mechanism)!;
        var scram = new ScramClient(name, password, header, bound ?? []);
        var first = Step(exchange, scram.First);
        if (first.Result != SaslResult.Challenge) return first;

        var message = scram.Final(Encoding.UTF8.GetString(first.Data.Span));
        var end = Step(exchange, bend is null ? message : bend(message));
        if (end.Result == SaslResult.Success) Assert.Equal(scram.ServerProof, Encoding.UTF8.GetString(end.Data.Span));
        return end;
    }
}

/// <summary>A client's side of SCRAM-SHA-256, written from the RFC alone.</summary>
public sealed class ScramClient(string name, string password, string header = "n,,", byte[]? bound = null)
{
    private readonly string _bare = $"n={name},r=clientnonce";

    public string First => header + _bare;

    /// <summary>What proves the server; known once <see cref="Final"/> was made.</summary>
    public string ServerProof { get; private set; } = "";

    public string Final(string serverFirst)
    {
        var parts = serverFirst.Split(',');
        var salted = Rfc2898DeriveBytes.Pbkdf2(password, Convert.FromBase64String(parts[1][2..]), int.Parse(parts[2][2..], System.Globalization.CultureInfo.InvariantCulture), HashAlgorithmName.SHA256, 32);
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var withoutProof = $"c={Convert.ToBase64String([.. Encoding.UTF8.GetBytes(header), .. bound ?? []])},{parts[0]}";
        var auth = Encoding.UTF8.GetBytes($"{_bare},{serverFirst},{withoutProof}");
        var signature = HMACSHA256.HashData(SHA256.HashData(clientKey), auth);
        for (var i = 0; i < clientKey.Length; i++) clientKey[i] ^= signature[i];
        ServerProof = "v=" + Convert.ToBase64String(HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), auth));
        return $"{withoutProof},p={Convert.ToBase64String(clientKey)}";
    }
}
