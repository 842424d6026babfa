using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Parlance.Engine.Security;

namespace Parlance.Commands;

/// <summary><c>parlance hash-password</c>: makes the verifier that goes into parlance.toml in the place of a password.</summary>
internal static class HashPassword
{
    public static Command Command()
    {
        var iterations = new Option<int>("--iterations")
        {
            Description = $"PBKDF2 rounds, {PasswordVerifier.IterationsMin} to {PasswordVerifier.IterationsMax}.",
            DefaultValueFactory = _ => PasswordVerifier.IterationsDefault,
        };
        iterations.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < PasswordVerifier.IterationsMin or > PasswordVerifier.IterationsMax)
                given.AddError($"--iterations is from {PasswordVerifier.IterationsMin} to {PasswordVerifier.IterationsMax}");
        });
        var command = new Command("hash-password", "Reads a password from standard input and prints the verifier for [[oper]] password.") { iterations };
        command.SetAction(given => Make(given.GetValue(iterations)));
        return command;
    }

    private static int Make(int iterations)
    {
        var password = Console.IsInputRedirected ? Console.In.ReadLine() ?? "" : Ask();
        if (password.Length == 0 || Encoding.UTF8.GetByteCount(password) > PasswordVerifier.PasswordLengthMax)
        {
            Console.Error.WriteLine($"parlance: a password has 1 to {PasswordVerifier.PasswordLengthMax} bytes");
            return ExitStatus.Failed;
        }

        Console.WriteLine(PasswordVerifier.Make(password, RandomNumberGenerator.GetBytes(PasswordVerifier.SaltLength), iterations));
        return ExitStatus.Done;
    }

    internal static string Ask()
    {
        Console.Error.Write("Password: ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar) && typed.Length < PasswordVerifier.PasswordLengthMax) typed.Append(key.KeyChar);

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
